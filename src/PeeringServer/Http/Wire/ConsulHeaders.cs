namespace PeeringServer.Http.Wire;

/// <summary>Header names, in the spelling in which a real server sends them.</summary>
internal static class ConsulHeaders
{
    public const string Binary = "application/octet-stream";
    public const string DefaultAclPolicy = "X-Consul-Default-Acl-Policy";
    public const string Index = "X-Consul-Index";
    public const string KnownLeader = "X-Consul-Knownleader";
    public const string LastContact = "X-Consul-Lastcontact";
    public const string QueryBackend = "X-Consul-Query-Backend";
    public const string EffectiveConsistency = "X-Consul-Effective-Consistency";
    public const string Cache = "X-Cache";
    public const string Partition = "X-Consul-Partition";
    public const string Namespace = "X-Consul-Namespace";
    public const string Token = "X-Consul-Token";

    public const string NoDelay = "0";
    public const string IsKnown = "true";
    public const string ResultsFilteredByAcls = "X-Consul-Results-Filtered-By-Acls";
    public const string Reason = "X-Consul-Reason";
    public const string ContentHash = "X-Consul-Contenthash";

    public const string StreamingBackend = "streaming";
    public const string BlockingQueryBackend = "blocking-query";
    public const string CacheMiss = "MISS";
    public const string AcceptEncoding = "Accept-Encoding";
    public const string Gzip = "gzip";

    public const string Json = "application/json";
    public const string PlainText = "text/plain; charset=utf-8";
    public const string BareText = "text/plain";
    public const string Html = "text/html; charset=utf-8";

    /// <summary>The default policy in Consul's words.</summary>
    public static string DefaultPolicyOf(bool allows) => allows ? "allow" : "deny";
}
