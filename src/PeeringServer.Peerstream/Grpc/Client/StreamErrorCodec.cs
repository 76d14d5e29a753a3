using PeeringServer.Peerstream.Wire;

namespace PeeringServer.Peerstream.Grpc.Client;

/// <summary>Reads the error a server reset a stream with.</summary>
internal static class StreamErrorCodec
{
    /// <summary>The status Consul's gRPC library gives for it, or null for an exception that is no reset.</summary>
    public static GrpcStatus? Decode(Exception? e)
    {
        while (e is not null and not HttpProtocolException)
        {
            e = e.InnerException;
        }

        if (e is not HttpProtocolException { ErrorCode: var error })
        {
            return null;
        }

        var (code, name) = error switch
        {
            0 => (GrpcStatusCode.Internal, "NO_ERROR"),
            1 => (GrpcStatusCode.Internal, "PROTOCOL_ERROR"),
            2 => (GrpcStatusCode.Internal, "INTERNAL_ERROR"),
            3 => (GrpcStatusCode.ResourceExhausted, "FLOW_CONTROL_ERROR"),
            4 => (GrpcStatusCode.Internal, "SETTINGS_TIMEOUT"),
            5 => (GrpcStatusCode.Internal, "STREAM_CLOSED"),
            6 => (GrpcStatusCode.Internal, "FRAME_SIZE_ERROR"),
            7 => (GrpcStatusCode.Unavailable, "REFUSED_STREAM"),
            8 => (GrpcStatusCode.Canceled, "CANCEL"),
            9 => (GrpcStatusCode.Internal, "COMPRESSION_ERROR"),
            10 => (GrpcStatusCode.Internal, "CONNECT_ERROR"),
            11 => (GrpcStatusCode.ResourceExhausted, "ENHANCE_YOUR_CALM"),
            12 => (GrpcStatusCode.PermissionDenied, "INADEQUATE_SECURITY"),
            _ => (GrpcStatusCode.Unknown, $"unknown error code 0x{error:x}"),
        };
        return new GrpcStatus(code, GrpcErrorConstants.Reset(name));
    }
}
