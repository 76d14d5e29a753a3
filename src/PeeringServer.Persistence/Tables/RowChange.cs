namespace PeeringServer.Persistence.Tables;

/// <summary>One row that a write changed.</summary>
/// <param name="Table">Name of its table.</param>
/// <param name="Key">Its key within the table.</param>
/// <param name="Value">What it holds now; null for a row that is gone.</param>
internal readonly record struct RowChange(string Table, string Key, byte[]? Value);
