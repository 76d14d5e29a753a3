using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;

namespace PeeringServer.CommandLine.Log;

/// <summary>Puts log events into the stream that the banner goes to.</summary>
/// <param name="writer">The stream.</param>
/// <param name="formatter">Makes lines of events.</param>
internal sealed class WriterSink(DetachedWriter writer, ITextFormatter formatter) : ILogEventSink
{
    /// <inheritdoc/>
    public void Emit(LogEvent logEvent)
    {
        var line = new StringWriter();
        formatter.Format(logEvent, line);
        writer.Write(line.ToString());
    }
}
