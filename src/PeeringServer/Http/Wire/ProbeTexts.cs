using System.Net;

namespace PeeringServer.Http.Wire;

/// <summary>What an agent's checks put out.</summary>
internal static class ProbeTexts
{
    public const string TimedOut = "context deadline exceeded (Client.Timeout exceeded while awaiting headers)";
    public const string NoCertificate = "tls: received empty certificates message";

    public static string Answered(string method, string url, string status, string body) => $"HTTP {method} {url}: {status} Output: {body}";

    public static string NotSent(string method, string url, string fault) => $"{char.ToUpperInvariant(method[0])}{method[1..].ToLowerInvariant()} \"{url}\": {fault}";

    public static string UnsupportedScheme(string scheme) => $"unsupported protocol scheme \"{scheme}\"";

    public static string Connected(string address) => $"TCP connect {address}: Success";

    public static string NotConnected(IPEndPoint address, string fault) => $"dial tcp {address}: connect: {fault}";

    public static string NotConnectedInTime(string address) => $"dial tcp {address}: i/o timeout";

    public static string NoPort(string address) => $"dial tcp: address {address}: missing port in address";

    public static string NoSuchHost(string host) => $"dial tcp: lookup {host}: no such host";

    public static string NotVerified(string fault) => $"tls: failed to verify certificate: {fault}";
}
