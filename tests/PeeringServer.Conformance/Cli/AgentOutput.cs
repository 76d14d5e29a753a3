using System.Text.RegularExpressions;

namespace PeeringServer.Conformance.Cli;

/// <summary>What an agent printed: of the banner the labels, of the log the errors, of anything else the whole line.</summary>
/// <param name="Text">Everything else.</param>
/// <param name="Labels">The labels of the banner, in order.</param>
/// <param name="Errors">The errors of the log.</param>
internal sealed partial record AgentOutput(string Text, IReadOnlyList<string> Labels, IReadOnlyList<string> Errors)
{
    public static AgentOutput Read(string output)
    {
        var (plain, labels, errors) = (new List<string>(), new List<string>(), new List<string>());
        var (isLog, isError) = (false, false);
        foreach (var line in output.Split('\n'))
        {
            if (LogLine().Match(line) is { Success: true } entry)
            {
                (isLog, isError) = (true, entry.Groups[1].Value == "ERROR");
                if (isError)
                {
                    errors.Add(line);
                }
            }
            else if (isLog && line.StartsWith("  ", StringComparison.Ordinal))
            {
                if (isError)
                {
                    errors[^1] += "\n" + line;
                }
            }
            else if (BannerLine().Match(line) is { Success: true } label)
            {
                labels.Add(label.Groups[1].Value);
            }
            else if (!line.StartsWith("{\"@level\":", StringComparison.Ordinal))
            {
                plain.Add(line.StartsWith("==> Starting", StringComparison.Ordinal) || line.StartsWith("==> Log data", StringComparison.Ordinal) || line is "==> " or "==>" ? "<banner line>" : line);
            }
        }

        var text = string.Join('\n', plain).Trim('\n');
        return new AgentOutput(text.Length == 0 ? "" : text + "\n", labels, errors);
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT[\d:.]+\S* \[(\w+)\] ")]
    private static partial Regex LogLine();

    [GeneratedRegex(@"^ {4,}([A-Za-z][\w -]*): (.*)$")]
    private static partial Regex BannerLine();
}
