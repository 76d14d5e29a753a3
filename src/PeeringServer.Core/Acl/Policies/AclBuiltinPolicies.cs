using System.Collections.Immutable;
using PeeringServer.Core.Acl.Rules;

namespace PeeringServer.Core.Acl.Policies;

/// <summary>The policies that are always there.</summary>
internal static class AclBuiltinPolicies
{
    public const string GlobalManagementId = "00000000-0000-0000-0000-000000000001";
    public const string GlobalReadOnlyId = "00000000-0000-0000-0000-000000000002";

    /// <summary>In the order in which a server makes them.</summary>
    public static readonly ImmutableArray<AclPolicy> All =
    [
        new AclPolicy
        {
            Id = GlobalManagementId,
            Name = "global-management",
            Description = "A built-in policy that grants read and write access to all Consul features",
            Rules = AclRulesParser.Parse(RulesFor(AclLevels.Write)),
        },
        new AclPolicy
        {
            Id = GlobalReadOnlyId,
            Name = "builtin/global-read-only",
            Description = "A built-in policy that grants read-only access to all Consul features",
            Rules = AclRulesParser.Parse(RulesFor(AclLevels.Read)),
        },
    ];

    public static bool Contains(string id) => All.Any(policy => policy.Id == id);

    private static string RulesFor(string level)
    {
        var undivided = AclRuleKind.Undivided.Select(resource => $"{resource} = \"{level}\"");
        var divided = AclRuleKind.All.Where(static kind => kind.IsPrefix).Select(kind => kind.HasIntentions
            ? $"{kind.Key} \"\" {{\n\tpolicy = \"{level}\"\n\tintentions = \"{level}\"\n}}"
            : $"{kind.Key} \"\" {{\n\tpolicy = \"{level}\"\n}}");
        return "\n" + string.Join('\n', undivided.Concat(divided).Order(StringComparer.Ordinal));
    }
}
