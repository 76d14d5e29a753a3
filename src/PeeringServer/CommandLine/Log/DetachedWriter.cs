using System.Collections.Concurrent;
using System.Text;

namespace PeeringServer.CommandLine.Log;

/// <summary>
/// Writes text from a thread of its own, so that a reader that stops reading the other end of a pipe holds up no request and no
/// exit. What does not fit is dropped, and so is everything once the other end is closed.
/// </summary>
internal sealed class DetachedWriter : IDisposable
{
    private const int Capacity = 10_000;
    private const int LargestWrite = 65536;
    private static readonly TimeSpan FlushTime = TimeSpan.FromMilliseconds(100);

    private readonly BlockingCollection<string> _texts = new(Capacity);
    private readonly TextWriter _writer;
    private readonly Thread _thread;

    /// <param name="writer">Where to write. It is used from another thread from now on.</param>
    public DetachedWriter(TextWriter writer)
    {
        _writer = writer;
        _thread = new Thread(WriteAll) { IsBackground = true, Name = "log" };
        _thread.Start();
    }

    /// <summary>Leaves <paramref name="text"/> to be written.</summary>
    public void Write(string text)
    {
        try
        {
            _texts.TryAdd(text);
        }
        catch (InvalidOperationException)
        {
            // Closed already: something still speaks while the process ends.
        }
    }

    /// <summary>Writes what is left, for as long as an exiting process may take.</summary>
    public void Dispose()
    {
        _texts.CompleteAdding();
        _thread.Join(FlushTime);
    }

    private void WriteAll()
    {
        var burst = new StringBuilder();
        foreach (var text in _texts.GetConsumingEnumerable())
        {
            // Whatever else is there goes out with it: one write a burst, not one a line.
            burst.Append(text);
            while (burst.Length < LargestWrite && _texts.TryTake(out var more))
            {
                burst.Append(more);
            }

            try
            {
                _writer.Write(burst.ToString());
                _writer.Flush();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Nobody reads any more, or never did. The agent goes on, as one does that ignores SIGPIPE.
            }

            burst.Clear();
        }
    }
}
