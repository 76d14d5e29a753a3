namespace PeeringServer.Core.Hcl;

/// <summary>What stands between braces.</summary>
internal sealed record HclObject(HclPosition Position, HclItems Items) : HclNode(Position, "*ast.ObjectType");
