using PeeringServer.Peerstream.Wire;

namespace PeeringServer.Peerstream.Grpc;

/// <summary>Reads the content-types of gRPC.</summary>
internal static class ContentTypeCodec
{
    /// <summary>The same in its usual form, whatever separated the subtype, or null for a content-type that is none of gRPC's.</summary>
    public static string? Normalize(string contentType)
    {
        if (!contentType.StartsWith(GrpcProtocolConstants.ContentType, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var rest = contentType[GrpcProtocolConstants.ContentType.Length..].ToLowerInvariant();
        return rest switch
        {
            "" or "+" or ";" => GrpcProtocolConstants.ContentType,
            ['+' or ';', .. var subtype] => $"{GrpcProtocolConstants.ContentType}+{subtype}",
            _ => null,
        };
    }
}
