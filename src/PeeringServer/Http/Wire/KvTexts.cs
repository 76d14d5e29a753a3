namespace PeeringServer.Http.Wire;

/// <summary>Texts of the key/value store's answers.</summary>
internal static class KvTexts
{
    private const string ConfigurationPage = "https://developer.hashicorp.com/docs/agent/config/config-files";

    public const string MissingKey = "Missing key name";

    public static string ConflictingFlags(string query) => $"Conflicting flags: {query}\n";

    public static string ValueTooLarge(long length, long limit) => $"Request body({length} bytes) too large, max size: {limit} bytes. See {ConfigurationPage}#kv_max_value_size.";

    public static string TransactionTooLarge(long length, long limit) => $"Request body({length} bytes) too large, max size: {limit} bytes. See {ConfigurationPage}#txn_max_req_len.";

    public static string TooManyOperations(int count, int limit) => $"Transaction contains too many operations ({count} > {limit})";

    public static string ValueInTransactionTooLarge(string quotedKey, int length, long limit) => $"Value for key {quotedKey} is too large ({length} > {limit} bytes)";

    public static string UnreadableTransaction(string fault) => $"Failed to parse body: {fault}";
}
