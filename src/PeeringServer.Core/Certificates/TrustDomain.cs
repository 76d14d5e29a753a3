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

    /// <summary>SPIFFE id of the cluster's servers.</summary>
    public Uri ServerUri => new($"spiffe://{Name}/agent/server/dc/{Datacenter}");
}
