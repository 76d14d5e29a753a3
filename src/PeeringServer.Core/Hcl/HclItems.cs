namespace PeeringServer.Core.Hcl;

/// <summary>The items of an object or of a whole text.</summary>
internal sealed record HclItems(List<HclItem> All) : HclNode(All.Count == 0 ? default : All[0].Position, "*ast.ObjectList")
{
    private ILookup<string, HclItem>? _byKey;

    /// <summary>The items with a key, without that key. Labelled blocks are found whatever the case of their first key.</summary>
    public HclItems WithKey(string key)
    {
        _byKey ??= All.Where(item => !item.Keys.IsEmpty).ToLookup(item => item.Keys.Span[0].Value, StringComparer.OrdinalIgnoreCase);
        return new HclItems([.. _byKey[key].Select(item => new HclItem(item.Keys[1..], item.Value))]);
    }
}
