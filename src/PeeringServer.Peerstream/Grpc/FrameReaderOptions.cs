using PeeringServer.Peerstream.Wire;

namespace PeeringServer.Peerstream.Grpc;

/// <summary>What differs between the readers of messages.</summary>
internal sealed record FrameReaderOptions
{
    /// <summary>A server's side of a call with one request.</summary>
    public static FrameReaderOptions UnaryServer { get; } = new()
    {
        CutShort = GrpcStatusCode.Unknown,
        Undecodable = GrpcErrorConstants.UnarySerialization,
    };

    /// <summary>A server's side of a stream.</summary>
    public static FrameReaderOptions StreamServer { get; } = new();

    /// <summary>A client's side of any call.</summary>
    public static FrameReaderOptions Client { get; } = new() { MessageLimit = GrpcProtocolConstants.DialerMessageLimit };

    /// <summary>Largest message, in bytes.</summary>
    public int MessageLimit { get; init; } = GrpcProtocolConstants.AcceptorMessageLimit;

    /// <summary>The sender's <c>grpc-encoding</c>.</summary>
    public string? Encoding { get; init; }

    /// <summary>Code for a body that ends inside a message.</summary>
    public GrpcStatusCode CutShort { get; init; } = GrpcStatusCode.Internal;

    /// <summary>Wraps the reason why a message cannot be decoded.</summary>
    public Func<string, string> Undecodable { get; init; } = GrpcErrorConstants.StreamSerialization;
}
