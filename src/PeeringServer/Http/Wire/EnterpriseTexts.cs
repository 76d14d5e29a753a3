namespace PeeringServer.Http.Wire;

/// <summary>What the community edition says of requests for what it has not, and of datacenters that are not there.</summary>
internal static class EnterpriseTexts
{
    public const string NamespaceParameter = "ns";
    public const string NamespaceHeader = "X-Consul-Namespace";
    public const string DatacenterParameter = "dc";

    public const string InvalidNamespaceParameter = "Invalid query parameter: \"ns\" - Namespaces are a Consul Enterprise feature";
    public const string InvalidNamespaceHeader = "Invalid header: \"X-Consul-Namespace\" - Namespaces are a Consul Enterprise feature";
    public const string NoPath = "No path to datacenter";

    /// <summary>Adds whose feature it is to a decoder's complaint about a field that only the enterprise edition has.</summary>
    public static string Reword(string fault) => fault switch
    {
        "json: unknown field \"Namespace\"" => fault + " - Namespaces are a Consul Enterprise feature",
        "json: unknown field \"Partition\"" => fault + " - Partitions are a Consul Enterprise feature",
        _ => fault,
    };
}
