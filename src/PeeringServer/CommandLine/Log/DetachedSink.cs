using System.Collections.Concurrent;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;

namespace PeeringServer.CommandLine.Log;

/// <summary>
/// Writes log lines from a thread of its own, so that a reader that stops reading the other end of a pipe holds up no request
/// and no exit. Lines beyond what fits are dropped, as are all once the other end is closed.
/// </summary>
internal sealed class DetachedSink : ILogEventSink, IDisposable
{
    private const int Capacity = 10_000;
    private static readonly TimeSpan FlushTime = TimeSpan.FromMilliseconds(100);

    private readonly BlockingCollection<string> _lines = new(Capacity);
    private readonly TextWriter _writer;
    private readonly ITextFormatter _formatter;
    private readonly Thread _thread;

    /// <param name="writer">Where to write.</param>
    /// <param name="formatter">Makes lines of events.</param>
    public DetachedSink(TextWriter writer, ITextFormatter formatter)
    {
        (_writer, _formatter) = (writer, formatter);
        _thread = new Thread(WriteAll) { IsBackground = true, Name = "log" };
        _thread.Start();
    }

    /// <inheritdoc/>
    public void Emit(LogEvent logEvent)
    {
        var line = new StringWriter();
        _formatter.Format(logEvent, line);
        try
        {
            _lines.TryAdd(line.ToString());
        }
        catch (InvalidOperationException)
        {
            // Closed between the check and the addition: something still speaks while the process ends.
        }
    }

    /// <summary>Writes what is left, for as long as an exiting process may take.</summary>
    public void Dispose()
    {
        _lines.CompleteAdding();
        _thread.Join(FlushTime);
    }

    private void WriteAll()
    {
        var text = new System.Text.StringBuilder();
        foreach (var line in _lines.GetConsumingEnumerable())
        {
            // Whatever else is there goes out with it: one write a burst, not one a line.
            text.Append(line);
            while (text.Length < 65536 && _lines.TryTake(out var more))
            {
                text.Append(more);
            }

            try
            {
                _writer.Write(text.ToString());
                _writer.Flush();
            }
            catch (IOException)
            {
                // Nobody reads any more. The agent goes on, as one does that ignores SIGPIPE.
            }

            text.Clear();
        }
    }
}
