namespace PeeringServer.CommandLine;

/// <summary>Where a command writes: results to <paramref name="Output"/>, errors to <paramref name="Error"/>, never both.</summary>
internal sealed record CommandStreams(TextWriter Output, TextWriter Error)
{
    /// <summary>Whether somebody watches <see cref="Error"/>, so that a long wait may show how far it is. Asked only by those who wait: finding out takes time.</summary>
    public Func<bool> IsWatched { get; init; } = static () => false;

    /// <summary>The streams of this process. Lines leave at once: whoever waits for one reads a pipe.</summary>
    public static CommandStreams Standard() => new(Open(Console.OpenStandardOutput()), Open(Console.OpenStandardError()))
    {
        IsWatched = static () => !Console.IsErrorRedirected,
    };

    // Not Console.Out: setting that up (terminal, encodings) costs more than most commands take.
    private static StreamWriter Open(Stream stream) => new(stream, bufferSize: 4096) { AutoFlush = true, NewLine = "\n" };
}
