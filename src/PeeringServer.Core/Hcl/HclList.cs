namespace PeeringServer.Core.Hcl;

/// <summary>What stands between brackets.</summary>
internal sealed record HclList(HclPosition Position, List<HclNode> Elements) : HclNode(Position, "*ast.ListType");
