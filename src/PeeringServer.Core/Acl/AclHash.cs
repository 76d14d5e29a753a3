using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace PeeringServer.Core.Acl;

/// <summary>Hashes of content: opaque to clients, equal where the content is.</summary>
internal static class AclHash
{
    /// <summary>Hashes parts such that other parts never run into the same text.</summary>
    public static ImmutableArray<byte> Of(IEnumerable<string> parts)
    {
        var content = new StringBuilder();
        foreach (var part in parts)
        {
            content.Append(part.Length).Append(':').Append(part);
        }

        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(content.ToString()))];
    }
}
