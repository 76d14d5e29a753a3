namespace PeeringServer.Peerstream.Tests.Transcripts;

/// <summary>The waits of a real dialer, as recorded.</summary>
internal sealed class RetrySeries
{
    private int _failures;

    /// <summary>The wait after one more failure.</summary>
    public TimeSpan Fail(int code)
    {
        _failures++;
        return code switch
        {
            8 => TimeSpan.FromMilliseconds(8192),
            9 => TimeSpan.FromMilliseconds(Math.Min(8192, _failures <= 5 ? 8 : 8 << (_failures - 5))),
            _ => TimeSpan.FromSeconds(Math.Min(64, 1 << Math.Min(_failures, 6))),
        };
    }

    /// <summary>Something was written while no stream was up.</summary>
    public void Restart() => _failures = 0;
}
