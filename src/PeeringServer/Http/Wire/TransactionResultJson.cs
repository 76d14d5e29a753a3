using System.Text.Json.Serialization;

namespace PeeringServer.Http.Wire;

/// <summary>Result of one operation of a transaction.</summary>
internal sealed record TransactionResultJson([property: JsonPropertyName("KV")] KvEntryJson Kv);
