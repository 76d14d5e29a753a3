namespace PeeringServer.Http.Wire;

/// <summary>Texts of the answers around sessions.</summary>
internal static class SessionTexts
{
    public const string MissingSession = "Missing session";
    public const string MissingNode = "Missing node name";

    public static string Unreadable(string fault) => $"Request decode failed: {fault}";

    public static string NotFound(string id) => $"Session id '{id}' not found";
}
