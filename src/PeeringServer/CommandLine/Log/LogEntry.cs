using System.Globalization;
using System.Text;
using Serilog.Events;
using Serilog.Parsing;

namespace PeeringServer.CommandLine.Log;

/// <summary>
/// A log event as consul's logger sees one: who speaks, a message, and pairs. What stands as <c>key={Value}</c> in the message's
/// template is a pair; an exception is the last one.
/// </summary>
/// <param name="Module">Who speaks.</param>
/// <param name="Message">What.</param>
/// <param name="Pairs">The pairs, in the order they stand.</param>
internal sealed record LogEntry(string Module, string Message, IReadOnlyList<(string Key, string Value)> Pairs)
{
    /// <summary>Takes an event apart.</summary>
    public static LogEntry Of(LogEvent logEvent)
    {
        var message = new StringBuilder();
        var pairs = new List<(string, string)>();
        foreach (var token in logEvent.MessageTemplate.Tokens)
        {
            if (token is not PropertyToken named || !logEvent.Properties.TryGetValue(named.PropertyName, out var value))
            {
                message.Append(token);
            }
            else if (TakeKey(message) is { } key)
            {
                pairs.Add((key, Text(value)));
            }
            else
            {
                message.Append(Text(value));
            }
        }

        if (logEvent.Exception is { } exception)
        {
            pairs.Add(("error", exception.Message));
        }

        var text = message.ToString();
        return new LogEntry(ModuleOf(logEvent), pairs.Count > 0 ? text.TrimEnd(':', ' ') : text, pairs);
    }

    // The word before an equals sign at the end of the message so far, which is taken off it.
    private static string? TakeKey(StringBuilder message)
    {
        if (message.Length == 0 || message[^1] != '=')
        {
            return null;
        }

        var start = message.Length - 1;
        while (start > 0 && (char.IsAsciiLetterOrDigit(message[start - 1]) || message[start - 1] is '_' or '-' or '.'))
        {
            start--;
        }

        var key = message.ToString(start, message.Length - 1 - start);
        message.Length = start;
        return key;
    }

    private static string ModuleOf(LogEvent logEvent)
    {
        var category = (logEvent.Properties.GetValueOrDefault("SourceContext") as ScalarValue)?.Value as string ?? "agent";
        return category.StartsWith("PeeringServer.Http", StringComparison.Ordinal) || category.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) ? "agent.http"
            : category.StartsWith("PeeringServer.Peerstream", StringComparison.Ordinal) ? "agent.grpc-api.peerstream"
            : category.StartsWith("PeeringServer.Core", StringComparison.Ordinal) ? "agent.server"
            : category.StartsWith("agent.", StringComparison.Ordinal) ? category
            : "agent";
    }

    private static string Text(LogEventPropertyValue value) => value switch
    {
        ScalarValue { Value: null } => "<nil>",
        ScalarValue { Value: bool truth } => truth ? "true" : "false",
        ScalarValue { Value: var scalar } => Convert.ToString(scalar, CultureInfo.InvariantCulture) ?? "",
        SequenceValue list => $"[{string.Join(", ", list.Elements.Select(Text))}]",
        _ => value.ToString(null, CultureInfo.InvariantCulture),
    };
}
