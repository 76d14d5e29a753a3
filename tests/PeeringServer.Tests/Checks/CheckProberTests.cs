using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using PeeringServer.Checks;
using PeeringServer.Core.Catalog;
using PeeringServer.Core.GoText;
using PeeringServer.Testing;

namespace PeeringServer.Tests.Checks;

public sealed class CheckProberTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private readonly VirtualTimeProvider _clock = new();

    [Theory]
    [InlineData(200, "passing", "200 OK")]
    [InlineData(204, "passing", "204 No Content")]
    [InlineData(429, "warning", "429 Too Many Requests")]
    [InlineData(404, "critical", "404 Not Found")]
    [InlineData(500, "critical", "500 Internal Server Error")]
    public async Task Http_Answer_DecidesByItsStatus(int code, string status, string text)
    {
        await using var target = await CheckTarget.StartAsync(async context =>
        {
            context.Response.StatusCode = code;
            await (code == 204 ? Task.CompletedTask : context.Response.WriteAsync("body"));
        });

        var result = await ProbeAsync(new CheckDefinition { Http = $"{target.Address}health" });

        result.Should().Be(new CheckResult(status, $"HTTP GET {target.Address}health: {text} Output: {(code == 204 ? "" : "body")}"));
        target.Requests.Single().Headers.Should().Contain("User-Agent", "Consul Health Check").And.Contain("Accept", "text/plain, text/*, */*").And.Contain("Connection", "close");
    }

    [Fact]
    public async Task Http_WithEverythingTold_SendsIt()
    {
        await using var target = await CheckTarget.StartAsync(static _ => Task.CompletedTask);
        var header = new ValueMap<ValueList<string>>([new("X-Mine", new(["a", "b"])), new("Content-Type", new(["some/thing"])), new("User-Agent", new(["me"])), new("Host", new(["elsewhere"]))]);

        var result = await ProbeAsync(new CheckDefinition { Http = target.Address.ToString(), Method = "POST", Body = "{}", Header = header });

        result.Status.Should().Be(CheckStatus.Passing);
        var (method, headers, body) = target.Requests.Single();
        (method, body).Should().Be(("POST", "{}"));
        headers.Should().Contain("X-Mine", "a, b").And.Contain("Content-Type", "some/thing").And.Contain("User-Agent", "me").And.Contain("Host", "elsewhere");
    }

    [Theory]
    [InlineData(false, "passing")]
    [InlineData(true, "critical")]
    public async Task Http_Redirected_FollowsUnlessToldNotTo(bool disabled, string status)
    {
        await using var target = await CheckTarget.StartAsync(static context =>
        {
            if (context.Request.Path == "/")
            {
                context.Response.Redirect("/there");
            }

            return Task.CompletedTask;
        });

        (await ProbeAsync(new CheckDefinition { Http = target.Address.ToString(), DisableRedirects = disabled })).Status.Should().Be(status);
    }

    [Fact]
    public async Task Http_LongBody_KeepsItsEnd()
    {
        await using var target = await CheckTarget.StartAsync(static context => context.Response.WriteAsync(new string('a', 10000) + "end"));

        (await ProbeAsync(new CheckDefinition { Http = target.Address.ToString(), OutputMaxSize = 5 })).Output.Should().EndWith(" Output: aaend");
        (await ProbeAsync(new CheckDefinition { Http = target.Address.ToString() })).Output.Should().EndWith($" Output: {new string('a', 4093)}end");
    }

    [Fact]
    public async Task Http_NobodyListens_SaysSo()
    {
        var port = FreePort();

        var result = await ProbeAsync(new CheckDefinition { Http = $"http://127.0.0.1:{port}/" });

        result.Should().Be(new CheckResult(CheckStatus.Critical, $"Get \"http://127.0.0.1:{port}/\": dial tcp 127.0.0.1:{port}: connect: connection refused"));
    }

    [Fact]
    public async Task Http_NoAnswer_EndsWithTheCheckstime()
    {
        var reached = new TaskCompletionSource();
        await using var target = await CheckTarget.StartAsync(async context =>
        {
            reached.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });
        var probe = ProbeAsync(new CheckDefinition { Http = target.Address.ToString(), Timeout = 2 * GoDuration.Second });
        await reached.Task.WaitAsync(Deadline);

        _clock.Advance(TimeSpan.FromSeconds(2));

        (await probe).Should().Be(new CheckResult(CheckStatus.Critical, $"Get \"{target.Address}\": context deadline exceeded (Client.Timeout exceeded while awaiting headers)"));
    }

    [Theory]
    [InlineData("ftp://x/", "Get \"ftp://x/\": unsupported protocol scheme \"ftp\"")]
    [InlineData("x", "Get \"x\": unsupported protocol scheme \"\"")]
    public async Task Http_NoSuchScheme_SaysSo(string url, string output) =>
        (await ProbeAsync(new CheckDefinition { Http = url })).Should().Be(new CheckResult(CheckStatus.Critical, output));

    [Fact]
    public async Task Tcp_SomebodyListens_Passes()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = listener.LocalEndpoint.ToString()!;

        (await ProbeAsync(new CheckDefinition { Tcp = address })).Should().Be(new CheckResult(CheckStatus.Passing, $"TCP connect {address}: Success"));
    }

    [Fact]
    public async Task Tcp_NobodyListens_SaysSo()
    {
        var address = $"127.0.0.1:{FreePort()}";

        (await ProbeAsync(new CheckDefinition { Tcp = address })).Should().Be(new CheckResult(CheckStatus.Critical, $"dial tcp {address}: connect: connection refused"));
    }

    [Theory]
    [InlineData(false, "critical", "tls: failed to verify certificate: x509: certificate signed by unknown authority")]
    [InlineData(true, "passing", "TCP connect localhost:{0}: Success")]
    public async Task Tcp_OverTls_TrustsNobodyUnknownUnlessToldTo(bool skip, string status, string output)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeTlsAsync(listener);
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var result = await ProbeAsync(new CheckDefinition { Tcp = $"localhost:{port}", TcpUseTls = true, TlsSkipVerify = skip });

        result.Should().Be(new CheckResult(status, output.Replace("{0}", $"{port}", StringComparison.Ordinal)));
        await serving.WaitAsync(Deadline);
    }

    private static async Task ServeTlsAsync(TcpListener listener)
    {
        using var key = ECDsa.Create();
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        using var client = await listener.AcceptTcpClientAsync();
        await using var stream = new SslStream(client.GetStream());
        try
        {
            await stream.AuthenticateAsServerAsync(certificate);
            _ = await stream.ReadAsync(new byte[1]);
        }
        catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
        {
            // The check may hang up on what it does not trust.
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private Task<CheckResult> ProbeAsync(CheckDefinition definition) =>
        new CheckProber(_clock).ProbeAsync(definition with { Interval = GoDuration.Second }, CancellationToken.None).WaitAsync(Deadline);
}
