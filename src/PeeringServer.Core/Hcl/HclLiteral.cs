namespace PeeringServer.Core.Hcl;

/// <summary>A number, string, heredoc or truth value.</summary>
internal sealed record HclLiteral(HclToken Token) : HclNode(Token.Position, "*ast.LiteralType");
