namespace PeeringServer.Peerstream.Wire;

/// <summary>Names and values of gRPC over HTTP/2.</summary>
internal static class GrpcProtocolConstants
{
    public const string ContentType = "application/grpc";

    public const string ContentTypeHeader = "content-type";
    public const string HostHeader = "host";
    public const string UserAgentHeader = "user-agent";
    public const string TrailersHeader = "te";
    public const string TimeoutHeader = "grpc-timeout";
    public const string EncodingHeader = "grpc-encoding";
    public const string StatusHeader = "grpc-status";
    public const string MessageHeader = "grpc-message";
    public const string StatusDetailsHeader = "grpc-status-details-bin";

    public const string IdentityEncoding = "identity";
    public const string Trailers = "trailers";

    /// <summary>One byte of flags and four of length before every message.</summary>
    public const int PrefixLength = 5;

    /// <summary>Largest message an acceptor takes, in bytes.</summary>
    public const int AcceptorMessageLimit = 50 * 1024 * 1024;

    /// <summary>Largest message a dialer takes, in bytes.</summary>
    public const int DialerMessageLimit = 8 * 1024 * 1024;

    /// <summary>Streams an acceptor lets one connection have, as its SETTINGS say.</summary>
    public const int MaxStreamsPerConnection = 2048;
}
