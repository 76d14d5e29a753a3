using PeeringServer.Core.GoText;

namespace PeeringServer.Peerstream.Wire;

/// <summary>The messages of statuses that the transport itself gives, as Consul's gRPC library words them.</summary>
internal static class GrpcErrorConstants
{
    public const string EndOfStream = "EOF";
    public const string UnexpectedEndOfStream = "unexpected EOF";
    public const string Canceled = "context canceled";
    public const string DeadlineExceeded = "context deadline exceeded";
    public const string Panic = "grpc: panic serving request";
    public const string NotForPeers = "invalid permissions to the specified endpoint";
    public const string CompressedWithoutEncoding = "grpc: compressed flag set with identity or empty encoding";
    public const string NoTrailers = "server closed the stream without sending trailers";
    public const string MissingContentType = "malformed header: missing HTTP content-type";

    public static string UnarySerialization(string reason) => $"grpc: error unmarshalling request: {reason}";

    public static string StreamSerialization(string reason) => $"grpc: failed to unmarshal the received message: {reason}";

    public static string MessageTooLarge(uint length, int limit) => $"grpc: received message larger than max ({length} vs. {limit})";

    public static string UnknownEncoding(string encoding) => $"grpc: Decompressor is not installed for grpc-encoding {GoQuote.Quote(encoding)}";

    public static string UnexpectedFlags(byte flags) => $"grpc: received unexpected payload format {flags}";

    public static string ContentType(string contentType) => $"invalid gRPC request content-type {GoQuote.Quote(contentType)}";

    public static string Method(string method) => $"Received a HEADERS frame with :method {GoQuote.Quote(method)} which should be POST";

    public static string MalformedPath(string path) => $"malformed method name: {GoQuote.Quote(path)}";

    public static string UnknownMethod(string method, string service) => $"unknown method {method} for service {service}";

    public static string UnknownService(string service) => $"unknown service {service}";

    public static string MalformedTimeout(string reason) => $"malformed grpc-timeout: {reason}";

    public static string TimeoutTooShort(string value) => $"transport: timeout string is too short: {GoQuote.Quote(value)}";

    public static string TimeoutTooLong(string value) => $"transport: timeout string is too long: {GoQuote.Quote(value)}";

    public static string TimeoutUnit(string value) => $"transport: timeout unit is not recognized: {GoQuote.Quote(value)}";

    public static string InvalidNumber(string value) => $"strconv.ParseInt: parsing {GoQuote.Quote(value)}: invalid syntax";

    public static string MalformedStatus(string reason) => $"transport: malformed grpc-status: {reason}";

    public static string HttpStatus(int status, string phrase) => $"unexpected HTTP status code received from server: {status} ({phrase})";

    public static string UnexpectedContentType(string contentType) => $"transport: received unexpected content-type {GoQuote.Quote(contentType)}";

    public static string Reset(string error) => $"stream terminated by RST_STREAM with error code: {error}";
}
