using System.Globalization;
using System.Net;
using System.Text;

namespace PeeringServer.Conformance.Replay;

/// <summary>A request that reaches the wire as written: no library between may clean its path, complete its headers or refuse its method.</summary>
internal sealed record ScriptedRequest(string Method, string Target, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[]? Body)
{
    /// <summary>The bytes of the request. Only Host, and Content-Length where there is a body and none was given, are added.</summary>
    public byte[] ToBytes(IPEndPoint host)
    {
        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"{Method} {Target} HTTP/1.1\r\nHost: {host}\r\n");
        foreach (var (name, value) in Headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        if (Body is not null && !Headers.Any(header => header.Key.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)))
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {Body.Length}\r\n");
        }

        head.Append("\r\n");
        return [.. Encoding.Latin1.GetBytes(head.ToString()), .. Body ?? []];
    }
}
