namespace PeeringServer.Core.Certificates;

/// <summary>The names that a cluster goes by in certificates.</summary>
/// <param name="ClusterId">A UUID.</param>
/// <param name="Datacenter">Name of the datacenter.</param>
internal sealed record TrustDomain(string ClusterId, string Datacenter)
{
    /// <summary><c>&lt;cluster id&gt;.consul</c>.</summary>
    public string Name { get; } = $"{ClusterId}.consul";

    /// <summary>Name in the certificate that the cluster's servers show to peers, and in its tokens.</summary>
    public string PeeringServerName => $"server.{Datacenter}.peering.{Name}";

    /// <summary>SPIFFE id of the whole domain.</summary>
    public Uri RootUri => new($"spiffe://{Name}");

    /// <summary>SPIFFE id of the cluster's mesh gateways.</summary>
    public Uri MeshGatewayUri => new($"spiffe://{Name}/gateway/mesh/dc/{Datacenter}");

    /// <summary>SPIFFE id of a service.</summary>
    public Uri ServiceUri(string service) => new($"spiffe://{Name}/ns/default/dc/{Datacenter}/svc/{service}");

    /// <summary>Name that an exported service goes by in TLS.</summary>
    /// <param name="service">Its name.</param>
    /// <param name="peer">Name of the peering it is exported through, on this side.</param>
    public string ExportedServiceSni(string service, string peer) => $"{service}.default.default.{peer}.external.{Name}";

    /// <summary>SPIFFE id of the cluster's servers.</summary>
    public Uri ServerUri => new($"spiffe://{Name}/agent/server/dc/{Datacenter}");
}
