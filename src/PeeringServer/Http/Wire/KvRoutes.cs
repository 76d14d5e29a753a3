namespace PeeringServer.Http.Wire;

/// <summary>Paths and parameters of the key/value store.</summary>
internal static class KvRoutes
{
    public const string Kv = "/v1/kv/";
    public const string Transaction = "/v1/txn";

    public const string Recurse = "recurse";
    public const string Keys = "keys";
    public const string Raw = "raw";
    public const string Separator = "separator";

    /// <summary>A spelling that was published once and is understood since.</summary>
    public const string MisspeltSeparator = "seperator";
    public const string Flags = "flags";
    public const string CheckAndSet = "cas";
    public const string Acquire = "acquire";
    public const string Release = "release";

    public const string ContentTypeOptions = "nosniff";
    public const string SandboxPolicy = "sandbox";
    public const string RawContentType = "text/plain";
}
