using System.Globalization;
using System.Net.Sockets;
using System.Text;
using PeeringServer.Http.Wire;

namespace PeeringServer.CommandLine.Client.Transport;

/// <summary>
/// Sends requests over connections of its own, one each. Not HttpClient: what users and scripts see of a failed request is
/// Go's wording down to the malformed line. And not asynchronous: nothing else is going on in the process, and to set up the
/// machinery for it, most of which is compiled at every start, would take longer than the whole command does.
/// </summary>
internal sealed class HttpTransport(ClientOptions options, TimeProvider time)
{
    private const string UserAgent = "consul";
    private const int Ok = 200;

    private readonly Dialer _dialer = new(time);
    private readonly TlsHandshake _tls = new(options.Tls, time);

    /// <summary>Sends a request and reads the answer. Follows no redirects.</summary>
    /// <exception cref="TransportException">There is no answer.</exception>
    public HttpAnswer Send(HttpCall call)
    {
        foreach (var header in call.Headers)
        {
            if (header.Value.Any(static c => c is (< ' ' and not '\t') or '\x7f'))
            {
                throw new TransportException($"net/http: invalid header field value for \"{header.Name}\"");
            }
        }

        if (call.Url.Host.Length == 0)
        {
            throw new TransportException("http: no Host in request URL");
        }

        var proxy = options.Address.SocketFile is null ? options.Proxies.For(call.Url) : null;
        using var connection = Connect(call.Url, proxy);
        Write(connection, Head(call, proxy), call.Body);
        return new AnswerReader(new AnswerSource(connection)).Read();
    }

    private static void Write(Connection connection, string head, byte[]? body)
    {
        try
        {
            connection.Stream.Write((byte[])[.. Encoding.UTF8.GetBytes(head), .. body ?? []]);
        }
        catch (IOException)
        {
            // A server may answer and close before it has read everything; the answer, or its absence, says more.
        }
    }

    private static string Head(HttpCall call, HttpProxy? proxy)
    {
        var throughProxy = proxy is not null && !call.Url.IsSecure;
        var head = new StringBuilder()
            .Append(call.Method).Append(' ').Append(throughProxy ? call.Url.ToString() : call.Url.Target).Append(" HTTP/1.1\r\n")
            .Append(HttpHeaders.Host).Append(": ").Append(HostHeader(call.Url.Host)).Append("\r\n")
            .Append(HttpHeaders.UserAgent).Append(": ").Append(UserAgent).Append("\r\n");
        if (call.Body is { } body)
        {
            head.Append(CultureInfo.InvariantCulture, $"{HttpHeaders.ContentLength}: {body.Length}\r\n");
        }

        foreach (var header in NamedValue.Sorted(call.Headers))
        {
            head.Append(header.Name).Append(": ").Append(header.Value.Trim()).Append("\r\n");
        }

        if (throughProxy && proxy!.Credentials is { } credentials)
        {
            head.Append(HttpHeaders.ProxyAuthorization).Append(": ").Append(BasicAuthentication.Of(credentials)).Append("\r\n");
        }

        return head.Append(ConsulHeaders.AcceptEncoding).Append(": ").Append(ConsulHeaders.Gzip).Append("\r\n\r\n").ToString();
    }

    // A host that no header may hold, such as a socket's relative path or a port without a host, is left out of it.
    private static string HostHeader(string host) => !host.StartsWith(':') &&
        host.All(static c => char.IsAsciiLetterOrDigit(c) || "!$%&'()*+,-.:;=[]_~".Contains(c, StringComparison.Ordinal)) ? host : "";

    private Connection Connect(RequestUrl url, HttpProxy? proxy)
    {
        var connection = Connection.Of(Dial(url, proxy));
        if (!url.IsSecure)
        {
            return connection;
        }

        try
        {
            if (proxy is not null)
            {
                OpenTunnel(connection, url, proxy);
            }

            return _tls.Start(connection, HostAndPort.Split(url.Host).Host);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private Socket Dial(RequestUrl url, HttpProxy? proxy)
    {
        if (options.Address is { SocketFile: { } file, SocketPath: { } name })
        {
            return _dialer.DialUnix(file, name);
        }

        if (proxy is null)
        {
            return _dialer.DialTcp(url.Host, url.IsSecure);
        }

        try
        {
            return _dialer.DialTcp(proxy.Host, isSecure: false);
        }
        catch (TransportException e)
        {
            throw new TransportException($"proxyconnect tcp: {e.Message}", e);
        }
    }

    private static void OpenTunnel(Connection connection, RequestUrl url, HttpProxy proxy)
    {
        const int httpsPort = 443;
        var target = HostAndPort.Split(url.Host).OrPort(httpsPort);
        var authorization = proxy.Credentials is { } credentials ? $"{HttpHeaders.ProxyAuthorization}: {BasicAuthentication.Of(credentials)}\r\n" : "";
        Write(connection, $"CONNECT {target} HTTP/1.1\r\n{HttpHeaders.Host}: {target}\r\n{HttpHeaders.UserAgent}: {UserAgent}\r\n{authorization}\r\n", null);
        var (status, text) = new AnswerReader(new AnswerSource(connection)).ReadHead();
        if (status != Ok)
        {
            throw new TransportException(text);
        }
    }
}
