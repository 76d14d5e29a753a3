namespace PeeringServer.CommandLine;

/// <summary>Tables as consul prints them: two blanks between columns, and none after the last.</summary>
internal static class Columns
{
    private const string Gap = "  ";

    /// <summary>The rows, one a line, without an end of line after the last.</summary>
    /// <param name="rows">Rows of the same length; cells are trimmed.</param>
    public static string Format(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var cells = rows.Select(static row => row.Select(static cell => cell.Trim()).ToArray()).ToArray();
        var widths = Enumerable.Range(0, cells[0].Length - 1).Select(column => cells.Max(row => Width(row[column]))).ToArray();
        return string.Join('\n', cells.Select(row => string.Join(Gap, [.. row[..^1].Select((cell, i) => cell + new string(' ', widths[i] - Width(cell))), row[^1]])));
    }

    // Characters count as one, however wide a terminal shows them.
    private static int Width(string cell) => cell.EnumerateRunes().Count();
}
