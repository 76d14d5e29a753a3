namespace PeeringServer.Core.Acl.Tokens;

/// <summary>How a client names a policy or a role: by id, or else by name.</summary>
internal sealed record AclLink(string Id, string Name);
