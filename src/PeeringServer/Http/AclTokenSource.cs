using Microsoft.Extensions.Primitives;
using PeeringServer.Http.Wire;

namespace PeeringServer.Http;

/// <summary>Finds the secret that a request came with: in the query, in Consul's own header, as a bearer token, and else the agent's default.</summary>
internal static class AclTokenSource
{
    private const string BearerScheme = "bearer";

    public static string SecretOf(ConsulRequest request)
    {
        var secret = request.Query[ConsulParameters.Token];
        if (secret.Length == 0)
        {
            secret = OfHeaders(request.Context.Request.Headers);
        }

        return secret.Length > 0 ? secret : request.Cluster.AccessControl.DefaultToken ?? "";
    }

    /// <summary>The secret that a request's headers carry; empty for none.</summary>
    public static string OfHeaders(IHeaderDictionary headers)
    {
        var token = First(headers[ConsulHeaders.Token]);
        return token.Length > 0 ? token : OfBearer(First(headers.Authorization));
    }

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
