using PeeringServer.Core.GoText;

namespace PeeringServer.Peerstream.Wire;

/// <summary>What statuses and nacks of the protocol between servers say.</summary>
internal static class PeerstreamTexts
{
    public const string InvalidEstablishmentSecret = "invalid peering establishment secret";
    public const string InvalidStreamSecret = "invalid peering stream secret";
    public const string NoSecrets = "unable to authorize connection, peering must be re-established";
    public const string FirstMessage = "first message when initiating a peering must be: Open";
    public const string PeerIdMissing = "initial subscription request must specify a PeerID";
    public const string WrongEnd = "expected PeerID to be empty; the wrong end of peering is being dialed";
    public const string NonceTooSoon = "initial subscription requests for a resource type must not contain a nonce";
    public const string ErrorTooSoon = "initial subscription request for a resource type must not contain an error";
    public const string EndedUnexpectedly = "stream ended unexpectedly";
    public const string HeartbeatTimeout = "heartbeat timeout";
    public const string NoContent = "received upsert response with no content";
    public const string BecomesDialer = "Cannot switch peering dialing mode from false to true";
    public const string BecomesAcceptor = "Cannot switch peering dialing mode from true to false";
    public const string AnswersUnread = "too many answers wait to be read";
    public const string TokenMissing = "An ACL token must be provided (via the `x-consul-token` metadata field) to call this endpoint";
    public const string NoAddresses = "no known addresses";
    public const string NodeMissing = "received a service instance without a node";

    private const string SecretLookup = "failed to read peering secret: failed peering secret lookup: index error: ";

    public static string Refused(string reason) => $"client peer was unable to apply resource: {reason}";

    public static string SecretLookupFailed(string reason) => SecretLookup + reason;

    public static string PeerIdNotFound(string id) => $"failed to find PeerID: {id}";

    public static string PeerIdUnknown(string id) => $"initial subscription for unknown PeerID: {id}";

    public static string MarkedAsDeleted(string id) => $"peering is marked as deleted: {id}";

    public static string AlreadyActive(string id) => $"failed to register stream: there is an active stream for the given PeerID {GoQuote.Quote(id)}";

    public static string InconsistentPeerId(string given, string expected) =>
        $"initial subscription requests for a resource type must have consistent PeerID values: got {GoQuote.Quote(given)} expected {GoQuote.Quote(expected)}";

    public static string UnknownUrl(string url) => $"subscription request to unknown resource URL: {url}";

    public static string UnknownType(string url) => $"received response for unknown resource type {GoQuote.Quote(url)}";

    public static string NonceMissing(string url, string id) => $"received response without a nonce for: {url}:{id}";

    public static string UnsupportedOperation(int operation) => operation == 0
        ? "unsupported operation: \"OPERATION_UNSPECIFIED\""
        : $"unsupported operation: {operation}";

    public static string UpsertFailed(string url, string id, string reason) => $"upsert error, ResourceURL: {GoQuote.Quote(url)}, ResourceID: {GoQuote.Quote(id)}: {reason}";

    public static string MismatchedType(string url, string typeUrl) => $"mismatched resourceURL {GoQuote.Quote(url)} and Any typeUrl {GoQuote.Quote(typeUrl)}";

    public static string Undecodable(string reason) => $"failed to unmarshal resource: {reason}";

    public static string ExchangeFailed(string address, string reason) => $"failed to exchange peering secret through address {GoQuote.Quote(address)}: {reason}";

    public static string MustRegenerate(string reason) => $"a new peering token must be generated: {reason}";

    /// <summary>A list of errors as Go's multierror prints it.</summary>
    public static string ErrorList(IReadOnlyCollection<string> errors)
    {
        var count = errors.Count == 1 ? "1 error" : $"{errors.Count} errors";
        return $"{count} occurred:{string.Concat(errors.Select(static error => $"\n\t* {error}"))}\n\n";
    }
}
