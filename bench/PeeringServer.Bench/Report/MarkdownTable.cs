using System.Runtime.InteropServices;
using System.Text;

namespace PeeringServer.Bench.Report;

/// <summary>The table as Markdown, and its place in a page.</summary>
internal static class MarkdownTable
{
    private const string Start = "<!-- measured -->";
    private const string End = "<!-- /measured -->";

    public static string Format(IEnumerable<Figure> figures)
    {
        var text = new StringBuilder();
        text.Append("| figure | beside | peering-server | ratio | aim | met |\n| --- | --- | --- | --- | --- | --- |\n");
        foreach (var figure in figures)
        {
            var met = figure.Aim switch
            {
                null => "–",
                { IsMet: true } => "yes",
                _ => "**no**",
            };
            text.Append('|').AppendJoin('|', new[] { figure.Name, figure.Beside, figure.Ours, figure.Ratio, figure.Aim?.Text ?? "–", met }.Select(static cell => $" {cell} ")).Append("|\n");
        }

        return text.Append($"\n{RuntimeInformation.FrameworkDescription}, {Environment.ProcessorCount} processors, {RuntimeInformation.RuntimeIdentifier}.\n").ToString();
    }

    /// <summary>Puts the table between the markers of a page; the rest of the page stays.</summary>
    /// <exception cref="InvalidDataException">The page has no markers.</exception>
    public static void Replace(string path, string table)
    {
        var page = File.ReadAllText(path);
        var start = page.IndexOf(Start, StringComparison.Ordinal);
        var end = page.IndexOf(End, StringComparison.Ordinal);
        if (start < 0 || end < start)
        {
            throw new InvalidDataException($"{path} has no {Start} … {End} to put the table between.");
        }

        File.WriteAllText(path, $"{page[..start]}{Start}\n{table}{page[end..]}");
    }
}
