using System.Net;

namespace PeeringServer.CommandLine.Client.Transport;

/// <summary>Which requests go through a proxy, by the variables that Go's HTTP client obeys. Loopback never does.</summary>
internal sealed record HttpProxies
{
    private string? Http { get; init; }

    private string? Https { get; init; }

    private IReadOnlyList<string> Exceptions { get; init; } = [];

    /// <summary>Reads the variables; upper case goes before lower case.</summary>
    public static HttpProxies From(ClientEnvironment environment) => new()
    {
        // A server that runs a program for a request hands on a header "Proxy" in this variable.
        Http = environment.Variable("REQUEST_METHOD") is null ? environment.Variable("HTTP_PROXY", "http_proxy") : null,
        Https = environment.Variable("HTTPS_PROXY", "https_proxy"),
        Exceptions = environment.Variable("NO_PROXY", "no_proxy")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
    };

    /// <summary>The proxy for a URL.</summary>
    /// <returns>It, or null to go there directly.</returns>
    /// <exception cref="TransportException">It is of a kind that is not spoken here.</exception>
    public HttpProxy? For(RequestUrl url)
    {
        var proxy = url.IsSecure ? Https : Http;
        if (proxy is null || IsExempt(url))
        {
            return null;
        }

        return Uri.TryCreate(proxy.Contains("://", StringComparison.Ordinal) ? proxy : $"http://{proxy}", UriKind.Absolute, out var parsed) && parsed.Scheme == ClientAddress.Http
            ? new HttpProxy(parsed.Authority, parsed.UserInfo.Length == 0 ? null : Uri.UnescapeDataString(parsed.UserInfo))
            : throw new TransportException("proxyconnect: only http proxies are supported");
    }

    private bool IsExempt(RequestUrl url)
    {
        var target = HostAndPort.Split(url.Host);
        var name = target.Host.TrimEnd('.');
        var address = IPAddress.TryParse(name, out var parsed) ? parsed : null;
        return name is "" or "localhost" || (address is not null && IPAddress.IsLoopback(address)) || Exceptions.Any(e => Matches(e, name, target.Port, address));
    }

    private static bool Matches(string exception, string name, string port, IPAddress? address)
    {
        if (exception == "*" || (address is not null && IPNetwork.TryParse(exception, out var network) && network.Contains(address)))
        {
            return true;
        }

        var (host, onlyPort) = HostAndPort.Split(exception);
        if (onlyPort.Length > 0 && onlyPort != port)
        {
            return false;
        }

        // "example.com" and "*.example.com" mean the names below, too; ".example.com" only those.
        host = host.StartsWith("*.", StringComparison.Ordinal) ? host[1..] : host;
        return string.Equals(host, name, StringComparison.OrdinalIgnoreCase)
            || (address is null && name.EndsWith(host.StartsWith('.') ? host : $".{host}", StringComparison.OrdinalIgnoreCase));
    }
}
