namespace PeeringServer.CommandLine.Client.Transport;

/// <summary>A URL that a request is made to.</summary>
/// <param name="IsSecure">Whether it is an https one.</param>
/// <param name="Host">Host and port, not escaped.</param>
/// <param name="Target">Path and query, escaped.</param>
internal sealed record RequestUrl(bool IsSecure, string Host, string Target)
{
    /// <summary>Makes the URL of an API path at an address.</summary>
    /// <param name="address">The agent.</param>
    /// <param name="path">The path, not escaped.</param>
    /// <param name="query">Parameters; they are put in order.</param>
    public static RequestUrl Of(ClientAddress address, string path, IEnumerable<NamedValue> query)
    {
        var target = GoUrlText.EscapePath(address.Prefix + path);
        if (target.StartsWith("//", StringComparison.Ordinal) && !target.StartsWith("///", StringComparison.Ordinal))
        {
            // Two slashes begin a host to Go; consul drops it for its own and keeps the path.
            target = target[target.IndexOf('/', 2)..];
        }

        var parameters = string.Join('&', NamedValue.Sorted(query).ConvertAll(static p => $"{p.Name}={GoUrlText.EscapeQuery(p.Value)}"));
        return new RequestUrl(address.IsSecure, address.Host, parameters.Length == 0 ? target : $"{target}?{parameters}");
    }

    /// <summary>Where an answer's <c>Location</c> leads from here.</summary>
    /// <returns>The URL, or null where it is none.</returns>
    public RequestUrl? Resolve(string location) =>
        Uri.TryCreate(ToString(), UriKind.Absolute, out var here) && Uri.TryCreate(here, location, out var there) && there.Scheme is ClientAddress.Http or ClientAddress.Https
            ? new RequestUrl(there.Scheme == ClientAddress.Https, there.Authority, there.PathAndQuery)
            : null;

    /// <summary>As it stands in error messages.</summary>
    public override string ToString() => $"{(IsSecure ? ClientAddress.Https : ClientAddress.Http)}://{GoUrlText.EscapeHost(Host)}{Target}";
}
