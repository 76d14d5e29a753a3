namespace PeeringServer.Core.Hcl;

/// <summary>A part of an HCL text.</summary>
/// <param name="Position">Where it begins.</param>
/// <param name="TypeName">What error messages call it.</param>
internal abstract record HclNode(HclPosition Position, string TypeName);
