namespace PeeringServer.Http.Wire;

/// <summary>Names of query parameters.</summary>
internal static class ConsulParameters
{
    public const string Index = "index";
    public const string Wait = "wait";
    public const string Stale = "stale";
    public const string Consistent = "consistent";
    public const string Cached = "cached";
    public const string MaxStale = "max_stale";
    public const string Pretty = "pretty";
    public const string Partition = "partition";
    public const string Namespace = "ns";
    public const string Token = "token";
    public const string Pem = "pem";
}
