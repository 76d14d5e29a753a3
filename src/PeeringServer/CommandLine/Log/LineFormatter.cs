using System.Globalization;
using System.Text;
using Serilog.Events;
using Serilog.Formatting;

namespace PeeringServer.CommandLine.Log;

/// <summary>A log event in the layout of consul's: <c>2026-01-02T15:04:05.000Z [INFO]  agent: message: key=value</c>.</summary>
internal sealed class LineFormatter : ITextFormatter
{
    /// <inheritdoc/>
    public void Format(LogEvent logEvent, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(logEvent);
        ArgumentNullException.ThrowIfNull(output);
        var entry = LogEntry.Of(logEvent);
        var line = new StringBuilder()
            .Append(Time(logEvent.Timestamp)).Append(' ')
            .Append(LogLevels.Tag(logEvent.Level)).Append(' ')
            .Append(entry.Module).Append(": ")
            .Append(entry.Message);
        var separator = ":";
        foreach (var (key, value) in entry.Pairs)
        {
            line.Append(separator);
            separator = "";
            AppendPair(line, key, value);
        }

        output.Write(line.Append('\n').ToString());
    }

    private static string Time(DateTimeOffset time)
    {
        var zone = time.Offset == TimeSpan.Zero ? "Z" : time.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal);
        return time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture) + zone;
    }

    // A value of several lines stands on lines of its own, each behind a bar.
    private static void AppendPair(StringBuilder line, string key, string value)
    {
        if (value.Contains('\n', StringComparison.Ordinal))
        {
            line.Append("\n  ").Append(key).Append("=\n");
            foreach (var part in value.EndsWith('\n') ? value[..^1].Split('\n') : value.Split('\n'))
            {
                line.Append("  | ");
                AppendEscaped(line, part, quotes: false);
                line.Append('\n');
            }

            line.Append("  ");
            return;
        }

        line.Append(' ').Append(key).Append('=');
        if (value.Length > 0 && value.All(c => c is > ' ' and <= '~' and not '"'))
        {
            line.Append(value);
            return;
        }

        line.Append('"');
        AppendEscaped(line, value, quotes: true);
        line.Append('"');
    }

    private static void AppendEscaped(StringBuilder line, string text, bool quotes)
    {
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' when quotes => line.Append("\\\""),
                '\t' => line.Append("\\t"),
                '\r' => line.Append("\\r"),
                < ' ' or '\x7f' => line.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}"),
                _ => line.Append(c),
            };
        }
    }
}
