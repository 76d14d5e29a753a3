using PeeringServer.Core.Acl;
using PeeringServer.Core.GoText;

namespace PeeringServer.Http.Wire;

/// <summary>Texts of answers that the access control endpoints give by themselves; refusals of the domain bring their own.</summary>
internal static class AclTexts
{
    public const string Disabled = "ACL support disabled";
    public const string PolicyIdMissing = "Missing policy ID";
    public const string PolicyNameMissing = "Missing policy Name";
    public const string PolicyIdOnCreate = "Cannot specify the ID when creating a new policy";
    public const string PolicyIdMismatch = "Policy ID in URL and payload do not match";
    public const string PolicyMissing = "Requested policy does not exist: " + AclConstants.NotFound;
    public const string NoPolicyToDelete = "Cannot find policy to delete";
    public const string AccessorMissing = "Missing token AccessorID";
    public const string AccessorMismatch = "Token Accessor ID in URL and payload do not match";
    public const string NoTokenToDelete = "Cannot find token to delete";

    private const string NamespacesUnsupported = "Namespaces are a Consul Enterprise feature";
    private const string UnknownNamespace = "json: unknown field \"Namespace\"";

    public static string NamespaceHeader { get; } = $"Invalid header: \"{ConsulHeaders.Namespace}\" - {NamespacesUnsupported}";

    public static string NamespaceParameter { get; } = $"Invalid query parameter: \"{AclParameters.Namespace}\" - {NamespacesUnsupported}";

    public static string PolicyDecodingFailed(string fault) => $"Policy decoding failed: {fault}";

    public static string TokenDecodingFailed(string fault) => $"Token decoding failed: {fault}";

    public static string RequestDecodingFailed(string fault) => $"Request decoding failed: {fault}";

    public static string QuestionsDecodingFailed(string fault) => $"Failed to decode request body: {fault}";

    /// <summary>Who uses a field of the enterprise edition is told so.</summary>
    public static string Reworded(string fault) => fault == UnknownNamespace ? $"{fault} - {NamespacesUnsupported}" : fault;

    public static string InvalidEscape(string text)
    {
        var start = text.IndexOf('%', StringComparison.Ordinal);
        while (start >= 0 && start + 2 < text.Length && char.IsAsciiHexDigit(text[start + 1]) && char.IsAsciiHexDigit(text[start + 2]))
        {
            start = text.IndexOf('%', start + 1);
        }

        return $"invalid URL escape {GoQuote.Quote(text[start..Math.Min(start + 3, text.Length)])}";
    }

    public static string TooManyQuestions(int limit) => $"Refusing to process more than {limit} authorizations at once";

    public static string UnknownResource(string resource) => $"Invalid ACL resource requested: {GoQuote.Quote(resource)}";

    public static string UnknownAccess(string resource, string access) => $"Invalid access level for {resource} resource: {access}";
}
