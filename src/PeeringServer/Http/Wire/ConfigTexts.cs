namespace PeeringServer.Http.Wire;

/// <summary>Texts of the answers around config entries.</summary>
internal static class ConfigTexts
{
    public const string NothingToDelete = "Must provide both a kind and name to delete";

    public static string Unreadable(string fault) => $"Request decoding failed: {fault}";

    public static string NotAnObject(string kind) => $"1 error(s) decoding:\n\n* '' expected a map, got '{kind}'";

    public static string NotFound(string quotedKind, string quotedName) => $"Config entry not found for {quotedKind} / {quotedName}";
}
