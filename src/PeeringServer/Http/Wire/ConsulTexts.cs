using PeeringServer.Core.GoText;

namespace PeeringServer.Http.Wire;

/// <summary>Texts of answers that the HTTP side gives by itself; refusals of the domain bring their own.</summary>
internal static class ConsulTexts
{
    public const string NotAnApiPath = "Invalid URL path: if attempting to use the HTTP API, ensure the path starts with '/v1/'\n";
    public const string UnknownEndpoint = "Invalid URL path: not a recognized HTTP API endpoint\n";
    public const string NotEmulated = "Not emulated: a real agent has this endpoint, peering-server has not\n";
    public const string UiDisabled = "Consul Agent: UI disabled. To enable, set ui_config.enabled=true in the agent configuration and restart.";
    public const string TemporaryRedirect = "Temporary Redirect";
    public const string MovedPermanently = "Moved Permanently";
    public const string BadRequest = "400 Bad Request";
    public const string EndpointBlocked = "Endpoint is blocked by agent configuration";
    public const string WriteRestricted = "Access is restricted";

    public const string InvalidIndex = "Invalid index";
    public const string InvalidWait = "Invalid wait time";
    public const string InvalidCacheControl = "Invalid Cache-Control header.";
    public const string StaleAndConsistent = "Cannot specify ?stale with ?consistent, conflicting semantics.";
    public const string CachedAndConsistent = "Cannot specify ?cached with ?consistent, conflicting semantics.";

    public const string NameMissing = "Must specify a name to fetch.";
    public const string TokenNameMissing = "PeerName is required in the payload when generating a new peering token.";
    public const string EstablishNameMissing = "PeerName is required in the payload when establishing a peering.";
    public const string EstablishTokenMissing = "PeeringToken is required in the payload when establishing a peering.";
    public const string InvalidUtf8 = "grpc: error while marshaling: string field contains invalid UTF-8";

    public const string ConnectDisabled = "Connect must be enabled in order to use this endpoint";

    public static string MethodNotAllowed(string method) => $"method {method} not allowed";

    public static string InvalidMaxStale(string quoted) => $"Invalid max_stale value {quoted}";

    public static string BodyDecodingFailed(string fault) => $"Body decoding failed: {fault}";

    /// <summary>What Go's reader says of a body, for what Kestrel says of it.</summary>
    public static string UnreadableBody(string fault) => fault switch
    {
        "Unexpected end of request content." => "unexpected EOF",
        "Bad chunk suffix." => "malformed chunked encoding",
        _ => "invalid byte in chunk length",
    };

    public static string PeeringNotFound(string name) => $"Peering not found for {GoQuote.Quote(name)}";

    public static string PartitionParameter { get; } = "Invalid query parameter: \"partition\" - Partitions are a Consul Enterprise feature";

    public static string PartitionHeader { get; } = "Invalid header: \"X-Consul-Partition\" - Partitions are a Consul Enterprise feature";

    public static string Redirect(string location, string reason) => $"<a href=\"{Html(location)}\">{reason}</a>.\n\n";

    private static string Html(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&#34;", StringComparison.Ordinal)
        .Replace("'", "&#39;", StringComparison.Ordinal);
}
