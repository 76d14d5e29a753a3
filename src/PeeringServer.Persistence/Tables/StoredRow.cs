namespace PeeringServer.Persistence.Tables;

/// <summary>One row as it is stored.</summary>
/// <param name="Table">Name of its table.</param>
/// <param name="Key">Its key within the table.</param>
/// <param name="Value">What it holds.</param>
internal readonly record struct StoredRow(string Table, string Key, byte[] Value);
