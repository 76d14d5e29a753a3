namespace PeeringServer.Core.Hcl;

/// <summary>A key, with labels where it is a labelled block, and its value.</summary>
/// <param name="Keys">The keys that are left: decoding takes them off one by one.</param>
/// <param name="Value">The value.</param>
internal sealed record HclItem(ReadOnlyMemory<HclToken> Keys, HclNode Value)
    : HclNode(Keys.IsEmpty ? default : Keys.Span[0].Position, "*ast.ObjectItem");
