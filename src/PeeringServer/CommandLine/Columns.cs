using System.Text;

namespace PeeringServer.CommandLine;

/// <summary>Tables as consul prints them: two blanks between columns, and none after the last.</summary>
internal static class Columns
{
    private const string Gap = "  ";

    /// <summary>The rows, one a line, without an end of line after the last.</summary>
    /// <param name="rows">Rows of the same length; cells are trimmed.</param>
    public static string Format(IReadOnlyList<string[]> rows)
    {
        var widths = new int[rows[0].Length - 1];
        foreach (var row in rows)
        {
            for (var column = 0; column < widths.Length; column++)
            {
                widths[column] = Math.Max(widths[column], Width(row[column].Trim()));
            }
        }

        var table = new StringBuilder();
        foreach (var row in rows)
        {
            table.Append(table.Length == 0 ? "" : "\n");
            for (var column = 0; column < widths.Length; column++)
            {
                var cell = row[column].Trim();
                table.Append(cell).Append(' ', widths[column] - Width(cell)).Append(Gap);
            }

            table.Append(row[^1].Trim());
        }

        return table.ToString();
    }

    // Characters count as one, however wide a terminal shows them.
    private static int Width(string cell)
    {
        var width = 0;
        foreach (var _ in cell.EnumerateRunes())
        {
            width++;
        }

        return width;
    }
}
