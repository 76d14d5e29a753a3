using System.Text;

namespace PeeringServer.CommandLine.Client.Transport;

/// <summary>The value of a header for basic authentication.</summary>
internal static class BasicAuthentication
{
    /// <summary>The value for a user and password with a colon between them; without a colon the password is empty.</summary>
    public static string Of(string credentials) =>
        $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials.Contains(':', StringComparison.Ordinal) ? credentials : $"{credentials}:"))}";
}
