namespace PeeringServer.CommandLine.Peering;

/// <summary>Shows on a terminal, and nowhere else, how a wait is going: one line that is written over.</summary>
internal sealed class WaitProgress(CommandStreams streams, string name, string wanted)
{
    private const string ClearLine = "\r\u001b[K";

    private readonly bool _isWatched = streams.IsWatched();

    /// <summary>Shows where the wait is.</summary>
    public void Show(string state, TimeSpan waited)
    {
        if (_isWatched)
        {
            streams.Error.Write($"{ClearLine}Waiting for {name} to be {wanted}: {state} ({waited.TotalSeconds:F0}s)");
        }
    }

    /// <summary>Takes away what was shown.</summary>
    public void Clear()
    {
        if (_isWatched)
        {
            streams.Error.Write(ClearLine);
        }
    }
}
