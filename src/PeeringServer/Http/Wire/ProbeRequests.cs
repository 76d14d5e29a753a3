using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Text;
using PeeringServer.Core.Catalog;

namespace PeeringServer.Http.Wire;

/// <summary>The requests that an agent's HTTP checks send.</summary>
internal static class ProbeRequests
{
    private const string Accept = "Accept";
    private const string AcceptedTypes = "text/plain, text/*, */*";
    private const string ProbeAgent = "Consul Health Check";

    /// <exception cref="FormatException">The method is none.</exception>
    public static HttpRequestMessage Of(CheckDefinition definition, string method, Uri url)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), url);
        if (definition.Body.Length > 0)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(definition.Body));
        }

        foreach (var (name, values) in definition.Header?.Pairs ?? ImmutableSortedDictionary<string, ValueList<string>>.Empty)
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.Items))
            {
                (request.Content ??= new ByteArrayContent([])).Headers.TryAddWithoutValidation(name, values.Items);
            }
        }

        AddMissing(request.Headers, HttpHeaders.UserAgent, ProbeAgent);
        AddMissing(request.Headers, Accept, AcceptedTypes);
        request.Headers.ConnectionClose = true;
        return request;
    }

    private static void AddMissing(HttpRequestHeaders headers, string name, string value)
    {
        if (!headers.Contains(name))
        {
            headers.TryAddWithoutValidation(name, value);
        }
    }
}
