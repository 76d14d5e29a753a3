using Microsoft.Extensions.Primitives;
using PeeringServer.Core.Acl;
using PeeringServer.Http.Wire;

namespace PeeringServer.Http;

/// <summary>Finds the secret that a request came with: in the query, in Consul's own header, as a bearer token, and else the agent's default.</summary>
internal static class AclTokenSource
{
    private const string BearerScheme = "bearer";

    /// <param name="query">What the request asks.</param>
    /// <param name="headers">What it came with.</param>
    /// <param name="control">Knows the agent's default.</param>
    /// <returns>The secret; empty for none.</returns>
    public static string SecretOf(GoQuery query, IHeaderDictionary headers, AccessControl control) =>
        query[ConsulParameters.Token] is { Length: > 0 } parameter ? parameter
        : First(headers[ConsulHeaders.Token]) is { Length: > 0 } header ? header
        : OfBearer(First(headers.Authorization)) is { Length: > 0 } bearer ? bearer
        : control.DefaultToken ?? "";

    /// <summary>The first word after the scheme; whatever follows it is passed over.</summary>
    private static string OfBearer(string authorization)
    {
        var space = authorization.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0 || !authorization.AsSpan(0, space).Equals(BearerScheme, StringComparison.OrdinalIgnoreCase))
        {
            return "";
        }

        var value = authorization[space..].Trim();
        var end = value.IndexOf(' ', StringComparison.Ordinal);
        return end < 0 ? value : value[..end].Trim();
    }

    private static string First(StringValues values) => values.Count > 0 ? values[0] ?? "" : "";
}
