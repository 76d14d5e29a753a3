using PeeringServer.Core.GoText;

namespace PeeringServer.Peerstream.Wire;

/// <summary>Why a connection could not be made or was lost, as the HTTP API of a dialer shows it.</summary>
internal static class DialErrorConstants
{
    public const string EndOfFile = "EOF";
    public const string NoSignOfLife = "keepalive ping failed to receive ACK within timeout";
    public const string Timeout = "i/o timeout";
    public const string FrameTooLarge = "http2: frame too large";
    public const string NoTlsRecord = "tls: first record does not look like a TLS handshake";
    public const string IncompatibleKeyUsage = "x509: certificate specifies an incompatible key usage";
    public const string NoServerNames = "x509: certificate is not valid for any names, but wanted to match";
    public const string EcdsaSignature = "x509: ECDSA verification failure";
    public const string RsaSignature = "crypto/rsa: verification error";

    private const string UnknownAuthorityText = "x509: certificate signed by unknown authority";

    public static string Connection(string reason) => $"connection error: desc = {GoQuote.Quote(reason)}";

    public static string Dialing(string reason) => Connection($"transport: Error while dialing: {reason}");

    public static string Handshake(string reason) => Connection($"transport: authentication handshake failed: {reason}");

    public static string Preface(string reason) => Connection($"error reading server preface: {reason}");

    public static string Reading(string reason) => Connection($"error reading from server: {reason}");

    public static string NoSettings(string frame) => Connection($"initial http2 frame from server is not a settings frame: *http2.{frame}Frame");

    public static string MalformedAddress(string address, string reason) => $"dial tcp: address {address}: {reason}";

    public static string Lookup(string host) => $"dial tcp: lookup {host}: no such host";

    public static string Dial(string endpoint, string reason) => $"dial tcp {endpoint}: {reason}";

    public static string Connect(string reason) => $"connect: {reason}";

    public static string Read(string local, string remote, string reason) => $"read tcp {local}->{remote}: {reason}";

    public static string RemoteAlert(string alert) => $"remote error: tls: {alert}";

    public static string Unverified(string reason) => $"tls: failed to verify certificate: {reason}";

    public static string WrongName(string names, string wanted) => $"x509: certificate is valid for {names}, not {wanted}";

    public static string Expired(string now, string limit) => $"x509: certificate has expired or is not yet valid: current time {now} is {limit}";

    public static string UnknownAuthority() => UnknownAuthorityText;

    public static string UnknownAuthority(string signatureError, string candidate) =>
        $"{UnknownAuthorityText} (possibly because of {GoQuote.Quote(signatureError)} while trying to verify candidate authority certificate {GoQuote.Quote(candidate)})";
}
