using System.Collections.Frozen;

namespace PeeringServer.Core.Acl;

/// <summary>What can be asked for of each resource.</summary>
internal static class AclVocabulary
{
    private static readonly string[] ReadWrite = [AclPermission.Read, AclPermission.Write];
    private static readonly string[] KeyWords = [AclPermission.Read, AclPermission.List, AclPermission.Write, AclPermission.WritePrefix];

    private static readonly FrozenDictionary<string, string[]> Words = new[]
    {
        AclResources.Acl, AclResources.Agent, AclResources.Event, AclResources.Identity, AclResources.Intention, AclResources.Key, AclResources.Keyring,
        AclResources.Mesh, AclResources.Node, AclResources.Operator, AclResources.Peering, AclResources.Query, AclResources.Service, AclResources.Session,
    }.ToFrozenDictionary(static resource => resource, static resource => resource == AclResources.Key ? KeyWords : ReadWrite, StringComparer.Ordinal);

    public static bool Knows(string resource) => Words.ContainsKey(resource);

    /// <summary>The permission that a client asks about, or null where the resource has no such access.</summary>
    /// <param name="resource">A resource that is known.</param>
    /// <param name="segment">Name of the one thing; every service stands as <c>*</c> in intentions.</param>
    /// <param name="access">Access in whatever case.</param>
    public static AclPermission? PermissionFor(string resource, string segment, string access)
    {
        var word = access.ToLowerInvariant();
        var scope = resource != AclResources.Intention || segment != "*" ? AclScope.Named : word == AclPermission.Read ? AclScope.Any : AclScope.All;
        return Words[resource].Contains(word, StringComparer.Ordinal) ? new AclPermission(resource, word, segment, scope) : null;
    }
}
