namespace PeeringServer.Core.Acl;

/// <summary>Something a caller may or may not do.</summary>
/// <param name="Resource">Consul's name of the resource, such as <c>peering</c> or <c>operator</c>.</param>
/// <param name="Access"><c>read</c>, <c>write</c> or <c>list</c>; for keys also <c>write-prefix</c>, everything that starts with the segment.</param>
/// <param name="Segment">Name of the one thing asked for, where the resource is divided; else empty.</param>
/// <param name="Scope">Whether it is about that one thing, about any, or about all.</param>
internal readonly record struct AclPermission(string Resource, string Access, string Segment = "", AclScope Scope = AclScope.Named)
{
    public const string Read = "read";
    public const string List = "list";
    public const string Write = "write";
    public const string WritePrefix = "write-prefix";

    public static readonly AclPermission PeeringRead = new(AclResources.Peering, Read);
    public static readonly AclPermission PeeringWrite = new(AclResources.Peering, Write);
    public static readonly AclPermission OperatorRead = new(AclResources.Operator, Read);
    public static readonly AclPermission OperatorWrite = new(AclResources.Operator, Write);
    public static readonly AclPermission MeshRead = new(AclResources.Mesh, Read);
    public static readonly AclPermission MeshWrite = new(AclResources.Mesh, Write);
    public static readonly AclPermission AclRead = new(AclResources.Acl, Read);
    public static readonly AclPermission AclWrite = new(AclResources.Acl, Write);

    /// <summary>To write some service, whichever: what a workload's own token has.</summary>
    public static readonly AclPermission AnyServiceWrite = new(AclResources.Service, Write, Scope: AclScope.Any);

    /// <summary>What a rule must grant at the least.</summary>
    public AclAccess Required => Access switch
    {
        Read => AclAccess.Read,
        List => AclAccess.List,
        _ => AclAccess.Write,
    };

    /// <summary>As refusals name it: <c>peering:read</c>, and what it is on where that has a name.</summary>
    public override string ToString() => Segment.Length == 0 ? $"'{Resource}:{Told}'" : $"'{Resource}:{Told}' on \"{Segment}\"";

    /// <summary>To write a subtree is named like any write.</summary>
    private string Told => Access == WritePrefix ? Write : Access;
}
