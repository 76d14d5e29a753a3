using System.Collections.Immutable;

namespace PeeringServer.Core.Acl.Policies;

/// <summary>A policy as a client wants it.</summary>
/// <param name="Id">Of the policy that is to change; empty for a new one.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">Its description.</param>
/// <param name="Rules">Its rules, HCL or JSON.</param>
/// <param name="Datacenters">Where it holds; null where that was not said.</param>
internal sealed record AclPolicyDraft(string Id, string Name, string Description, string Rules, ImmutableArray<string>? Datacenters);
