using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace PeeringServer.CommandLine.Client.Transport;

/// <summary>
/// Sends requests over connections of its own, one each. Not HttpClient: what users and scripts see of a failed request is
/// Go's wording down to the malformed line, and a command that runs for milliseconds should not spend most of them on a connection pool.
/// </summary>
internal sealed class HttpTransport(ClientOptions options, TimeProvider time)
{
    private const string UserAgent = "consul";
    private const int Ok = 200;

    private readonly Dialer _dialer = new(time);
    private readonly TlsHandshake _tls = new(options.Tls, time);

    /// <summary>Sends a request and reads the answer. Follows no redirects.</summary>
    /// <exception cref="TransportException">There is no answer.</exception>
    public async Task<HttpAnswer> SendAsync(HttpCall call, CancellationToken cancellationToken)
    {
        foreach (var (name, value) in call.Headers)
        {
            if (value.Any(static c => c is (< ' ' and not '\t') or '\x7f'))
            {
                throw new TransportException($"net/http: invalid header field value for \"{name}\"");
            }
        }

        if (call.Url.Host.Length == 0)
        {
            throw new TransportException("http: no Host in request URL");
        }

        var proxy = options.Address.SocketFile is null ? options.Proxies.For(call.Url) : null;
        var connection = await ConnectAsync(call.Url, proxy, cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            await WriteAsync(connection, Head(call, proxy), call.Body, cancellationToken).ConfigureAwait(false);
            return await new AnswerReader(new AnswerSource(connection)).ReadAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task WriteAsync(Connection connection, string head, byte[]? body, CancellationToken cancellationToken)
    {
        try
        {
            await connection.Stream.WriteAsync((byte[])[.. Encoding.UTF8.GetBytes(head), .. body ?? []], cancellationToken).ConfigureAwait(false);
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
            .Append("Host: ").Append(HostHeader(call.Url.Host)).Append("\r\n")
            .Append("User-Agent: ").Append(UserAgent).Append("\r\n");
        if (call.Body is { } body)
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n");
        }

        foreach (var (name, value) in call.Headers.OrderBy(static h => h.Key, StringComparer.Ordinal))
        {
            head.Append(name).Append(": ").Append(value.Trim()).Append("\r\n");
        }

        if (throughProxy && proxy!.Credentials is { } credentials)
        {
            head.Append("Proxy-Authorization: ").Append(BasicAuthentication.Of(credentials)).Append("\r\n");
        }

        return head.Append("Accept-Encoding: gzip\r\n\r\n").ToString();
    }

    // A host that no header may hold, such as a socket's relative path or a port without a host, is left out of it.
    private static string HostHeader(string host) => !host.StartsWith(':') &&
        host.All(static c => char.IsAsciiLetterOrDigit(c) || "!$%&'()*+,-.:;=[]_~".Contains(c, StringComparison.Ordinal)) ? host : "";

    private async Task<Connection> ConnectAsync(RequestUrl url, HttpProxy? proxy, CancellationToken cancellationToken)
    {
        var connection = Connection.Of(await DialAsync(url, proxy, cancellationToken).ConfigureAwait(false));
        if (!url.IsSecure)
        {
            return connection;
        }

        try
        {
            if (proxy is not null)
            {
                await OpenTunnelAsync(connection, url, proxy, cancellationToken).ConfigureAwait(false);
            }

            return await _tls.StartAsync(connection, HostAndPort.Split(url.Host).Host, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<Socket> DialAsync(RequestUrl url, HttpProxy? proxy, CancellationToken cancellationToken)
    {
        if (options.Address is { SocketFile: { } file, SocketPath: { } name })
        {
            return await _dialer.DialUnixAsync(file, name, cancellationToken).ConfigureAwait(false);
        }

        if (proxy is null)
        {
            return await _dialer.DialTcpAsync(url.Host, url.IsSecure, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            return await _dialer.DialTcpAsync(proxy.Host, isSecure: false, cancellationToken).ConfigureAwait(false);
        }
        catch (TransportException e)
        {
            throw new TransportException($"proxyconnect tcp: {e.Message}", e);
        }
    }

    private static async Task OpenTunnelAsync(Connection connection, RequestUrl url, HttpProxy proxy, CancellationToken cancellationToken)
    {
        const int httpsPort = 443;
        var target = HostAndPort.Split(url.Host).OrPort(httpsPort);
        var authorization = proxy.Credentials is { } credentials ? $"Proxy-Authorization: {BasicAuthentication.Of(credentials)}\r\n" : "";
        await WriteAsync(connection, $"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\nUser-Agent: {UserAgent}\r\n{authorization}\r\n", null, cancellationToken).ConfigureAwait(false);
        var (status, text) = await new AnswerReader(new AnswerSource(connection)).ReadHeadAsync(cancellationToken).ConfigureAwait(false);
        if (status != Ok)
        {
            throw new TransportException(text);
        }
    }
}
