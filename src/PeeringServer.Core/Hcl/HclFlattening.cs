namespace PeeringServer.Core.Hcl;

/// <summary>
/// Makes of JSON what the same thing would be in HCL: an object that holds nothing but objects is a set of labelled
/// blocks, a list of nothing but objects is a repeated block.
/// </summary>
internal static class HclFlattening
{
    public static HclItems Flatten(HclItems items)
    {
        var flat = new List<HclItem>();
        foreach (HclItem item in items.All)
        {
            Add(flat, item);
        }

        return new HclItems([.. flat.Select(item => item with { Value = FlattenWithin(item.Value) })]);
    }

    private static void Add(List<HclItem> flat, HclItem item)
    {
        switch (item.Value)
        {
            case HclObject block when block.Items.All.Count > 0 && block.Items.All.TrueForAll(inner => inner.Value is HclObject):
                foreach (HclItem inner in block.Items.All)
                {
                    Add(flat, new HclItem((HclToken[])[.. item.Keys.Span, .. inner.Keys.Span], inner.Value));
                }

                break;
            case HclList list when list.Elements.Count > 0 && list.Elements.TrueForAll(element => element is HclObject):
                foreach (HclNode element in list.Elements)
                {
                    Add(flat, item with { Value = element });
                }

                break;
            default:
                flat.Add(item);
                break;
        }
    }

    private static HclNode FlattenWithin(HclNode node) => node switch
    {
        HclObject block => block with { Items = Flatten(block.Items) },
        HclList list => list with { Elements = list.Elements.ConvertAll(FlattenWithin) },
        _ => node,
    };
}
