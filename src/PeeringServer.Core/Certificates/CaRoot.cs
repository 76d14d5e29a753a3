namespace PeeringServer.Core.Certificates;

/// <summary>One root certificate of a cluster's authority.</summary>
/// <param name="Id">SHA-1 fingerprint, as hex pairs with colons.</param>
/// <param name="Name">What it is called where roots are listed.</param>
/// <param name="SerialNumber">Serial number.</param>
/// <param name="SigningKeyId">Its subject key id, as hex pairs with colons.</param>
/// <param name="ExternalTrustDomain">The cluster id.</param>
/// <param name="NotBefore">Valid from.</param>
/// <param name="NotAfter">Valid until.</param>
/// <param name="Pem">The certificate, ending in a newline.</param>
/// <param name="Active">Whether it signs.</param>
public sealed record CaRoot(
    string Id,
    string Name,
    ulong SerialNumber,
    string SigningKeyId,
    string ExternalTrustDomain,
    DateTimeOffset NotBefore,
    DateTimeOffset NotAfter,
    string Pem,
    bool Active)
{
    /// <summary>Index of the write that made it.</summary>
    public ulong CreateIndex { get; init; }

    /// <summary>Index of the last write to it.</summary>
    public ulong ModifyIndex { get; init; }
}
