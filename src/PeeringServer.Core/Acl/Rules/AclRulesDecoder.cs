using System.Collections.Immutable;
using PeeringServer.Core.Hcl;

namespace PeeringServer.Core.Acl.Rules;

/// <summary>
/// Takes rules out of HCL as Consul's decoder does: names in whatever case, keys that are no rules passed over, a block without
/// a label labelled by its own key.
/// </summary>
internal static class AclRulesDecoder
{
    private const string Root = "root";
    private const string LevelField = "Policy";
    private const string IntentionsField = "Intentions";

    /// <exception cref="HclException">A value is of another type than its key asks for.</exception>
    public static AclRules Decode(string source, HclItems items)
    {
        var undivided = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var divided = ImmutableArray.CreateBuilder<AclRule>();
        foreach (var kind in AclRuleKind.All)
        {
            DecodeBlocks(kind, items, divided);
        }

        foreach (var resource in AclRuleKind.Undivided)
        {
            if (DecodeText($"{Root}.{resource}", items.WithKey(resource)) is { Length: > 0 } level)
            {
                undivided[resource] = level;
            }
        }

        return new AclRules(source, undivided.ToImmutable(), divided.ToImmutable());
    }

    private static void DecodeBlocks(AclRuleKind kind, HclItems items, ImmutableArray<AclRule>.Builder rules)
    {
        var (labelled, bare) = Divide(items.WithKey(kind.Key));
        var name = $"{Root}.{kind.Key}";
        if (labelled.All.Count > 0)
        {
            DecodeElements(name, labelled.All, kind, rules);
        }

        foreach (var item in bare)
        {
            DecodeElements(name, ElementsOf(item.Value), kind, rules);
        }
    }

    private static void DecodeElements(string name, IReadOnlyList<HclNode> elements, AclRuleKind kind, ImmutableArray<AclRule>.Builder rules)
    {
        for (var i = 0; i < elements.Count; i++)
        {
            rules.Add(DecodeRule($"{name}[{i}]", Expanded(elements[i]), kind));
        }
    }

    private static AclRule DecodeRule(string name, HclNode node, AclRuleKind kind)
    {
        var item = node as HclItem;
        var value = item?.Value ?? node;
        var fields = value switch
        {
            HclObject block => block.Items,
            HclLiteral when item is not null => new HclItems([item]),
            _ => throw new HclException(value.Position, $"{name}: not an object type for struct ({value.TypeName})"),
        };
        if (item is null || item.Keys.IsEmpty)
        {
            throw new HclException(fields.Position, $"{name}: {kind.NameField} asked for 'key', impossible");
        }

        var level = DecodeText($"{name}.{LevelField}", fields.WithKey(LevelField));
        var intentions = kind.HasIntentions ? DecodeText($"{name}.{IntentionsField}", fields.WithKey(IntentionsField)) : "";
        return new AclRule(kind, item.Keys.Span[0].Value, level, intentions);
    }

    /// <summary>The last of the values; empty where there is none.</summary>
    private static string DecodeText(string name, HclItems items)
    {
        var (labelled, bare) = Divide(items);
        if (labelled.All.Count > 0)
        {
            throw NoText(name, labelled);
        }

        var text = "";
        foreach (var item in bare)
        {
            text = item.Value is HclLiteral { Token.Kind: HclTokenKind.String or HclTokenKind.Heredoc or HclTokenKind.Number or HclTokenKind.Null } literal
                ? literal.Token.Value
                : throw NoText(name, item.Value is HclObject block ? block.Items : item.Value);
        }

        return text;
    }

    private static (HclItems Labelled, List<HclItem> Bare) Divide(HclItems items) =>
        (new HclItems(items.All.FindAll(static item => !item.Keys.IsEmpty)), items.All.FindAll(static item => item.Keys.IsEmpty));

    private static IReadOnlyList<HclNode> ElementsOf(HclNode value) => value switch
    {
        HclObject block => block.Items.All,
        HclList list => list.Elements,
        _ => throw new HclException(value.Position, $"unknown slice type: {value.TypeName}"),
    };

    /// <summary>An item with two labels came from JSON more often than not: its second one is the key of a field.</summary>
    private static HclNode Expanded(HclNode node) => node is HclItem { Keys.Length: 2 } item
        ? new HclItem(item.Keys[..1], new HclObject(item.Position, new HclItems([item with { Keys = item.Keys[1..] }])))
        : node;

    private static HclException NoText(string name, HclNode node) => new(node.Position, $"{name}: unknown type for string {node.TypeName}");
}
