using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace PeeringServer.Core.Acl.Tokens;

/// <summary>What a secret is looked up by: its hash, so that no comparison runs along the secret itself.</summary>
internal readonly record struct AclSecretKey(UInt128 High, UInt128 Low)
{
    public static AclSecretKey Of(string secret)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(secret.AsSpan()), hash);
        var halves = MemoryMarshal.Cast<byte, UInt128>(hash);
        return new AclSecretKey(halves[0], halves[1]);
    }
}
