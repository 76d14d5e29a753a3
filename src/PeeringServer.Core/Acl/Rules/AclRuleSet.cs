using System.Collections.Frozen;

namespace PeeringServer.Core.Acl.Rules;

/// <summary>The rules of all policies of a token, merged: deny over write over list over read.</summary>
internal sealed class AclRuleSet
{
    private readonly FrozenDictionary<string, AclAccess> _undivided;
    private readonly FrozenDictionary<string, AclSegmentRules> _divided;

    private AclRuleSet(FrozenDictionary<string, AclAccess> undivided, FrozenDictionary<string, AclSegmentRules> divided)
    {
        _undivided = undivided;
        _divided = divided;
    }

    public static AclRuleSet Merge(IEnumerable<AclRules> policies)
    {
        var undivided = new Dictionary<string, string>(StringComparer.Ordinal);
        var divided = new Dictionary<(AclRuleKind, string), AclRule>();
        foreach (var rules in policies)
        {
            foreach (var (resource, level) in rules.Undivided.Where(rule => AclLevels.TakesPrecedence(rule.Value, undivided.GetValueOrDefault(rule.Key, ""))))
            {
                undivided[resource] = level;
            }

            foreach (var rule in rules.Divided)
            {
                var key = (rule.Kind, rule.Name);
                divided[key] = divided.TryGetValue(key, out var existing) ? Merge(existing, rule) : rule;
            }
        }

        return new AclRuleSet(
            undivided.ToFrozenDictionary(static rule => rule.Key, static rule => AclLevels.Parse(rule.Value) ?? AclAccess.Deny, StringComparer.Ordinal),
            Divide(divided.Values));
    }

    /// <summary>What the rules say; peering and mesh come down to the rule for operator where they have none of their own.</summary>
    public AclDecision Decide(AclPermission permission) => permission.Resource switch
    {
        AclResources.Peering or AclResources.Mesh => DecideUndivided(permission.Resource, permission.Required) is var own and not AclDecision.Default
            ? own
            : DecideUndivided(AclResources.Operator, permission.Required),
        AclResources.Acl or AclResources.Keyring or AclResources.Operator => DecideUndivided(permission.Resource, permission.Required),
        _ => _divided.TryGetValue(permission.Resource, out var rules) ? rules.Decide(permission) : AclDecision.Default,
    };

    private AclDecision DecideUndivided(string resource, AclAccess required) =>
        _undivided.TryGetValue(resource, out var access) ? AclSegmentRules.Decide(access, required) : AclDecision.Default;

    private static AclRule Merge(AclRule existing, AclRule rule) => existing with
    {
        Level = AclLevels.TakesPrecedence(rule.Level, existing.Level) ? rule.Level : existing.Level,
        Intentions = AclLevels.TakesPrecedence(rule.Intentions, existing.Intentions) ? rule.Intentions : existing.Intentions,
    };

    private static FrozenDictionary<string, AclSegmentRules> Divide(IReadOnlyCollection<AclRule> rules)
    {
        var levels = rules.Select(static rule => (rule.Kind.Resource, rule.Kind.IsPrefix, rule.Name, rule.Level));
        var intentions = rules.Where(static rule => rule.Kind.Resource == AclResources.Service)
            .Select(static rule => (Resource: AclResources.Intention, rule.Kind.IsPrefix, rule.Name, Level: rule.IntentionLevel));
        return levels.Concat(intentions)
            .GroupBy(static rule => rule.Resource, StringComparer.Ordinal)
            .ToFrozenDictionary(
                static group => group.Key,
                static group => new AclSegmentRules(
                    group.Where(static rule => !rule.IsPrefix).ToDictionary(static rule => rule.Name, static rule => AclLevels.Parse(rule.Level) ?? AclAccess.Deny, StringComparer.Ordinal),
                    group.Where(static rule => rule.IsPrefix).ToDictionary(static rule => rule.Name, static rule => AclLevels.Parse(rule.Level) ?? AclAccess.Deny, StringComparer.Ordinal)),
                StringComparer.Ordinal);
    }
}
