using System.Collections.Immutable;

namespace PeeringServer.Core.Acl.Rules;

/// <summary>The rules of one policy.</summary>
/// <param name="Source">The text they were read from.</param>
/// <param name="Undivided">Level of each resource that is not divided and has a rule, as it was written.</param>
/// <param name="Divided">The other rules.</param>
internal sealed record AclRules(string Source, ImmutableDictionary<string, string> Undivided, ImmutableArray<AclRule> Divided)
{
    /// <summary>No rules.</summary>
    public static readonly AclRules None = new("", ImmutableDictionary<string, string>.Empty, []);
}
