using PeeringServer.Http.Wire;

namespace PeeringServer.CommandLine.Client.Transport;

/// <summary>Follows redirects as Go's HTTP client does, and says in each fault which request it was.</summary>
internal sealed class RedirectingTransport(HttpTransport transport)
{
    private const string Get = "GET";
    private const string Head = "HEAD";
    private const int MaxRedirects = 10;

    /// <summary>Sends a request and those it is redirected to.</summary>
    /// <returns>The last answer.</returns>
    /// <exception cref="TransportException">There is none; the message begins with the method and the URL.</exception>
    public HttpAnswer Send(HttpCall call)
    {
        var first = call;
        for (var redirects = 0; ; redirects++)
        {
            try
            {
                if (redirects == MaxRedirects)
                {
                    throw new TransportException($"stopped after {MaxRedirects} redirects");
                }

                var answer = transport.Send(call);
                if (Next(call, answer) is not { } next)
                {
                    return answer;
                }

                call = next;
            }
            catch (TransportException e)
            {
                // The verb is that of the first request, the URL that of the last.
                throw new TransportException($"{first.Method[0]}{first.Method[1..].ToLowerInvariant()} \"{call.Url}\": {e.Message}", e);
            }
        }
    }

    private static HttpCall? Next(HttpCall call, HttpAnswer answer)
    {
        if (answer.Status is not (301 or 302 or 303 or 307 or 308) || !answer.Headers.TryGetValue(HttpHeaders.Location, out var location) || location.Length == 0)
        {
            return null;
        }

        var url = call.Url.Resolve(location) ?? throw new TransportException($"failed to parse Location header \"{location}\"");
        var keepsBody = answer.Status is 307 or 308;
        var headers = call.Headers.Where(h => h.Name switch
        {
            HttpHeaders.ContentType => keepsBody,
            HttpHeaders.Authorization => url.Host == call.Url.Host,
            _ => h.Name != HttpHeaders.Referer,
        }).ToList();
        if (!call.Url.IsSecure || url.IsSecure)
        {
            headers.Add(new NamedValue(HttpHeaders.Referer, call.Url.ToString()));
        }

        return call with
        {
            Method = keepsBody || call.Method is Get or Head ? call.Method : Get,
            Url = url,
            Headers = headers,
            Body = keepsBody ? call.Body : null,
        };
    }
}
