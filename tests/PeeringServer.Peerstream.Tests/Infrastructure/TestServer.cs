using System.Net;
using System.Net.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PeeringServer.Peerstream.Grpc.Client;
using PeeringServer.Peerstream.Grpc.Listeners;
using PeeringServer.Peerstream.Grpc.Server;

namespace PeeringServer.Peerstream.Tests.Infrastructure;

/// <summary>A server with both of Consul's gRPC ports. Fails its test by any error it logs.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    public const string ServerName = "server.dc1.peering.11111111-2222-4333-8444-555555555555.consul";

    private readonly WebApplication _app;
    private readonly TestAuthority _authority = new();
    private readonly ErrorLogs _logs = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly OpenConnections _connections = new();

    private TestServer(IReadOnlyCollection<GrpcMethod> methods, TimeProvider time, string certifiedName, TimeSpan? certificateLifetime)
    {
        var certificate = _authority.Issue(certifiedName, certificateLifetime);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Logging.AddProvider(_logs);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, certificate, time));
        _app = builder.Build();
        var options = new GrpcEndpointsOptions { Methods = methods, IsPeeringName = name => name == ServerName, Stopping = _stopping.Token };
        var endpoints = new GrpcEndpoints(options, time, _app.Services.GetRequiredService<ILogger<GrpcEndpoints>>());
        _app.Run(endpoints.HandleAsync);
    }

    public IPEndPoint Plaintext { get; private set; } = new(IPAddress.Loopback, 0);

    public IPEndPoint Tls { get; private set; } = new(IPAddress.Loopback, 0);

    public string CaPem => _authority.Pem;

    public OpenConnections Connections => _connections;

    public IReadOnlyCollection<string> Errors => _logs.Errors;

    /// <summary>Errors a test provokes.</summary>
    public int ExpectedErrors { get; set; }

    public DialTarget TlsTarget => new(Tls.ToString(), ServerName, [CaPem]);

    public DialTarget PlaintextTarget => new(Plaintext.ToString(), null, []);

    public static async Task<TestServer> StartAsync(
        IReadOnlyCollection<GrpcMethod> methods, TimeProvider? time = null, string certifiedName = ServerName, TimeSpan? certificateLifetime = null)
    {
        var server = new TestServer(methods, time ?? TimeProvider.System, certifiedName, certificateLifetime);
        await server._app.StartAsync().InTime();
        var addresses = server._app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;
        var ports = addresses.Select(address => new Uri(address).Port).ToList();
        server.Plaintext = new IPEndPoint(IPAddress.Loopback, ports[0]);
        server.Tls = new IPEndPoint(IPAddress.Loopback, ports[1]);
        return server;
    }

    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await _app.StopAsync().InTime();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _app.DisposeAsync();
        _authority.Dispose();
        _stopping.Dispose();
        _connections.Now.Should().Be(0, "a stopped server leaves no connection behind");
        _logs.Errors.Should().HaveCount(ExpectedErrors);
    }

    private void Configure(KestrelServerOptions kestrel, SslStreamCertificateContext certificate, TimeProvider time)
    {
        kestrel.ConfigureForGrpc();
        kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Use(_connections.Count);
            listen.UseGrpc(time);
        });
        kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Use(_connections.Count);
            listen.UseGrpcTls(() => certificate, time);
        });
    }
}
