using System.Collections.Frozen;

namespace PeeringServer.Core.Acl.Rules;

/// <summary>The rules for one divided resource: an exact name goes before a start of names, a longer start before a shorter one.</summary>
internal sealed class AclSegmentRules
{
    private readonly FrozenDictionary<string, AclAccess> _exact;
    private readonly KeyValuePair<string, AclAccess>[] _prefixes;

    /// <summary>Creates the rules from levels by name and levels by start of names.</summary>
    public AclSegmentRules(IReadOnlyDictionary<string, AclAccess> exact, IReadOnlyDictionary<string, AclAccess> prefixes)
    {
        _exact = exact.ToFrozenDictionary(StringComparer.Ordinal);
        _prefixes = [.. prefixes.OrderByDescending(static rule => rule.Key.Length)];
    }

    public AclDecision Decide(AclPermission permission)
    {
        var required = permission.Required;
        return (permission.Scope, permission.Access) switch
        {
            (AclScope.Any, _) => DecideAny(required),
            (AclScope.All, _) => DecideAll(required),
            (_, AclPermission.WritePrefix) => DecideSubtree(permission.Segment),
            _ => _exact.TryGetValue(permission.Segment, out var access) ? Decide(access, required) : DecideByPrefix(permission.Segment, required),
        };
    }

    public static AclDecision Decide(AclAccess access, AclAccess required) =>
        access != AclAccess.Deny && access >= required ? AclDecision.Allow : AclDecision.Deny;

    private AclDecision DecideByPrefix(string segment, AclAccess required)
    {
        foreach (var (prefix, access) in _prefixes)
        {
            if (segment.StartsWith(prefix, StringComparison.Ordinal))
            {
                return Decide(access, required);
            }
        }

        return AclDecision.Default;
    }

    private AclDecision DecideAny(AclAccess required) =>
        _exact.Values.Concat(_prefixes.Select(static rule => rule.Value)).Any(access => Decide(access, required) == AclDecision.Allow)
            ? AclDecision.Allow
            : DecideByPrefix("", required);

    private AclDecision DecideAll(AclAccess required) =>
        _exact.Values.Concat(_prefixes.Select(static rule => rule.Value)).Any(access => Decide(access, required) == AclDecision.Deny)
            ? AclDecision.Deny
            : DecideByPrefix("", required);

    /// <summary>Everything below a start of names may be written where the rule for it says so and none below it says otherwise.</summary>
    private AclDecision DecideSubtree(string start)
    {
        var basis = DecideByPrefix(start, AclAccess.Write);
        var isBroken = _exact.Concat(_prefixes).Any(rule => rule.Key.StartsWith(start, StringComparison.Ordinal) && rule.Value != AclAccess.Write);
        return isBroken ? AclDecision.Deny : basis;
    }
}
