using System.Text;

namespace PeeringServer.CommandLine;

/// <summary>Where a command writes: results to <paramref name="Output"/>, errors to <paramref name="Error"/>, never both.</summary>
internal sealed record CommandStreams(TextWriter Output, TextWriter Error)
{
    /// <summary>Whether somebody watches <see cref="Error"/>, so that a long wait may show how far it is. Asked only by those who wait: finding out takes time.</summary>
    public Func<bool> IsWatched { get; init; } = static () => false;

    /// <summary>Opens standard input, for commands that are told to read it.</summary>
    public Func<Stream> OpenInput { get; init; } = static () => Stream.Null;

    /// <summary>Writes a line that may hold any bytes.</summary>
    public void WriteLine(ReadOnlySpan<byte> line)
    {
        if (Output is StreamWriter writer)
        {
            writer.Flush();
            writer.BaseStream.Write(line);
            writer.WriteLine();
            return;
        }

        Output.WriteLine(Encoding.UTF8.GetString(line));
    }

    /// <summary>The streams of this process. Lines leave at once: whoever waits for one reads a pipe.</summary>
    public static CommandStreams Standard() => new(Open(1, Console.OpenStandardOutput), Open(2, Console.OpenStandardError))
    {
        IsWatched = static () => !Console.IsErrorRedirected,
        OpenInput = Console.OpenStandardInput,
    };

    private static StreamWriter Open(int descriptor, Func<Stream> openConsole) => new(new StandardStream(descriptor, openConsole), bufferSize: 4096) { AutoFlush = true, NewLine = "\n" };
}
