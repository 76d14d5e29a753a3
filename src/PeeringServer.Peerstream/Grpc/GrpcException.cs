using PeeringServer.Peerstream.Wire;

namespace PeeringServer.Peerstream.Grpc;

/// <summary>
/// A call ended with another status than OK, or ends with it when a method's handler throws it. The message of the
/// exception is the error as Go prints it.
/// </summary>
internal sealed class GrpcException : Exception
{
    public GrpcException(GrpcStatusCode code, string message, Exception? inner = null)
        : this(new GrpcStatus(code, message), inner)
    {
    }

    public GrpcException(GrpcStatus status, Exception? inner = null)
        : base(status.ToString(), inner)
    {
        Status = status;
    }

    private GrpcException(GrpcStatus status, string text)
        : base(text)
    {
        Status = status;
    }

    public GrpcStatus Status { get; }

    /// <summary>The other side ended in good order where a message was due: an error that Go prints without a code.</summary>
    public static GrpcException EndOfStream() => new(new GrpcStatus(GrpcStatusCode.Unknown, GrpcErrorConstants.EndOfStream), GrpcErrorConstants.EndOfStream);
}
