namespace PeeringServer.Http.Wire;

/// <summary>Names of the query parameters of the catalog and the agent.</summary>
internal static class CatalogParameters
{
    public const string Datacenter = "dc";
    public const string NodeMeta = "node-meta";
    public const string Filter = "filter";
    public const string Peer = "peer";
    public const string Tag = "tag";
    public const string Passing = "passing";
    public const string Near = "near";
    public const string Segment = "segment";
    public const string Hash = "hash";
    public const string Enable = "enable";
    public const string Reason = "reason";
    public const string Note = "note";
    public const string Format = "format";
    public const string Wan = "wan";
    public const string ReplaceExistingChecks = "replace-existing-checks";
}
