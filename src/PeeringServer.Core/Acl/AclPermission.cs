namespace PeeringServer.Core.Acl;

/// <summary>Something a caller may or may not do.</summary>
/// <param name="Resource">Consul's name of the resource, such as <c>peering</c> or <c>operator</c>.</param>
/// <param name="Access"><c>read</c>, <c>write</c> or <c>list</c>.</param>
/// <param name="Segment">Name of the one thing asked for, where the resource is divided; else empty.</param>
internal readonly record struct AclPermission(string Resource, string Access, string Segment = "")
{
    public static readonly AclPermission PeeringRead = new("peering", "read");
    public static readonly AclPermission PeeringWrite = new("peering", "write");
}
