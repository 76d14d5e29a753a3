using PeeringServer.Core.GoText;
using PeeringServer.Core.Hcl;

namespace PeeringServer.Core.Acl.Rules;

/// <summary>
/// Refuses a key that is set twice in one object: of two levels for the same thing, none may win by standing last. Blocks may come
/// again, and JSON is not looked at, as in Consul.
/// </summary>
internal static class AclRulesDuplicates
{
    /// <exception cref="HclException">A key is set twice.</exception>
    public static void Refuse(HclItems items)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in items.All)
        {
            RefuseWithin(item.Value);
            if (item.Value is HclObject || item.Keys.IsEmpty)
            {
                continue;
            }

            var key = item.Keys.Span[0];
            if (!key.FromJson && !seen.Add(key.Source))
            {
                throw new HclException($"The argument {GoQuote.Quote(key.Source)} at {key.Position} was already set. Each argument can only be defined once");
            }
        }
    }

    private static void RefuseWithin(HclNode node)
    {
        switch (node)
        {
            case HclObject block:
                Refuse(block.Items);
                break;
            case HclList list:
                list.Elements.ForEach(RefuseWithin);
                break;
            default:
                break;
        }
    }
}
