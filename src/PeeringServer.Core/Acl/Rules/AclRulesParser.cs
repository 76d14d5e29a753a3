using System.Text;
using PeeringServer.Core.GoText;
using PeeringServer.Core.Hcl;

namespace PeeringServer.Core.Acl.Rules;

/// <summary>Reads the rules of a policy, HCL or JSON.</summary>
internal static class AclRulesParser
{
    /// <exception cref="RefusalException">They are no HCL or JSON, hold a value of the wrong type, or a level that there is not.</exception>
    public static AclRules Parse(string source)
    {
        if (source.Length == 0)
        {
            return AclRules.None;
        }

        try
        {
            var items = HclDocument.ParseItems(Encoding.UTF8.GetBytes(source));
            AclRulesDuplicates.Refuse(items);
            var rules = AclRulesDecoder.Decode(source, items);
            Validate(rules);
            return rules;
        }
        catch (HclException fault)
        {
            throw new RefusalException(RefusalKind.Invalid, $"Failed to parse ACL rules: {fault.Message}");
        }
    }

    private static void Validate(AclRules rules)
    {
        ValidateUndivided(rules, AclRuleKind.Undivided[0]);
        foreach (var kind in AclRuleKind.All)
        {
            foreach (var rule in rules.Divided.Where(rule => rule.Kind == kind))
            {
                Validate(rule);
            }
        }

        foreach (var resource in AclRuleKind.Undivided.Skip(1))
        {
            ValidateUndivided(rules, resource);
        }
    }

    private static void ValidateUndivided(AclRules rules, string resource)
    {
        if (rules.Undivided.TryGetValue(resource, out var level) && !IsLevel(level, allowsList: false))
        {
            throw Invalid($"{resource} policy: {GoQuote.Quote(level)}");
        }
    }

    private static void Validate(AclRule rule)
    {
        if (!IsLevel(rule.Level, rule.Kind.AllowsList))
        {
            throw Invalid($"{rule.Kind.Key} policy: {Describe(rule)}");
        }

        if (rule.Intentions.Length > 0 && !IsLevel(rule.Intentions, allowsList: false))
        {
            throw Invalid($"{rule.Kind.Key} intentions policy: {Describe(rule)}");
        }
    }

    private static bool IsLevel(string word, bool allowsList) => AclLevels.Parse(word) is { } level && (allowsList || level != AclAccess.List);

    /// <summary>The rule as Go prints it, type and all.</summary>
    private static string Describe(AclRule rule)
    {
        var kind = rule.Kind;
        var intentions = kind.HasIntentions ? $", Intentions:{GoQuote.Quote(rule.Intentions)}" : "";
        var enterprise = kind.HasEnterprisePart ? ", EnterpriseRule:acl.EnterpriseRule{}" : "";
        return $"&{kind.GoType}{{{kind.NameField}:{GoQuote.Quote(rule.Name)}, Policy:{GoQuote.Quote(rule.Level)}{intentions}{enterprise}}}";
    }

    private static RefusalException Invalid(string what) => new(RefusalKind.Invalid, $"Invalid {what}");
}
