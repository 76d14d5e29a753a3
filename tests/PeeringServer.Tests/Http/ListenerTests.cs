using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PeeringServer.Configuration;
using PeeringServer.Tests.CommandLine;

namespace PeeringServer.Tests.Http;

public sealed class ListenerTests : ClusterTest
{
    private readonly string _folder = Directory.CreateTempSubdirectory("listeners-").FullName;

    [Fact]
    public async Task UnixSocket_WithAMode_IsOpenToWhomItSays()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "http.sock");

        var cluster = await StartAsync(options => options with
        {
            Addresses = options.Addresses with { Http = [$"unix://{path}"] },
            UnixSockets = new UnixSocketOptions { Mode = "0711", User = Environment.UserName },
        });

        File.GetUnixFileMode(path).Should().Be((UnixFileMode)0b111_001_001);
        FluentActions.Invoking(() => cluster.Address).Should().Throw<InvalidOperationException>().WithMessage($"*it listens on unix://{path}; connect to that socket*");
    }

    [Theory]
    [InlineData("9", null, null, "invalid mode specified: 9")]
    [InlineData(null, "nobody-of-that-name", null, "invalid user specified: nobody-of-that-name")]
    [InlineData(null, null, "wheel?", "invalid group specified: wheel?")]
    public async Task UnixSocket_ForWhoIsNot_FailsTheStart(string? mode, string? user, string? group, string fault)
    {
        using var folder = new TempFolder();
        var sockets = new UnixSocketOptions { Mode = mode, User = user, Group = group };

        var start = () => StartAsync(options => options with { Addresses = options.Addresses with { Http = [$"unix://{folder.Path}/s"] }, UnixSockets = sockets });

        (await start.Should().ThrowAsync<AgentStartException>()).WithMessage(fault);
    }

    [Fact]
    public async Task Cluster_WithoutAnHttpPort_SaysSoWhereItsAddressIsAskedFor()
    {
        var cluster = await StartAsync(static options => options with { Ports = options.Ports with { Http = -1 } });

        FluentActions.Invoking(() => cluster.Client).Should().Throw<InvalidOperationException>().WithMessage("The cluster has no address of its HTTP API: Ports.Http is off.");
    }

    [Fact]
    public async Task UnixSocket_AsHttpAddress_Answers()
    {
        var path = Path.Combine(_folder, "http.sock");
        await StartAsync(options => options with { Addresses = options.Addresses with { Http = [$"unix://{path}"] } });

        using var client = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellation) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });

        (await client.GetStringAsync("http://localhost/v1/peerings").WaitAsync(Deadline)).Should().Be("[]");
    }

    [Fact]
    public async Task Https_WithCertificate_Answers()
    {
        var tls = WriteCertificate();
        var cluster = await StartAsync(options => options with { Ports = options.Ports with { Https = AgentPorts.Any }, HttpsTls = tls });

        using var client = Trusting(clientCertificate: null);

        (await client.GetStringAsync($"https://localhost:{cluster.Ports.Https}/v1/peerings").WaitAsync(Deadline)).Should().Be("[]");
    }

    [Fact]
    public async Task Https_WithAnIntermediateInTheFile_SendsItToo()
    {
        var (tls, root) = WriteChain();
        var cluster = await StartAsync(options => options with { Ports = options.Ports with { Https = AgentPorts.Any }, HttpsTls = tls });
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(root);

        using var client = new HttpClient(new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy } });

        (await client.GetStringAsync($"https://localhost:{cluster.Ports.Https}/v1/peerings").WaitAsync(Deadline)).Should().Be("[]");
    }

    [Fact]
    public async Task Https_VerifyingClients_RefusesThoseWithoutACertificate()
    {
        var tls = WriteCertificate();
        var cluster = await StartAsync(options => options with
        {
            Ports = options.Ports with { Https = AgentPorts.Any },
            HttpsTls = tls with { VerifyIncoming = true, CaFile = tls.CertFile },
        });
        using var stranger = Trusting(clientCertificate: null);
        using var known = Trusting(X509Certificate2.CreateFromPemFile(tls.CertFile!, tls.KeyFile!));
        var address = $"https://localhost:{cluster.Ports.Https}/v1/peerings";

        await FluentActions.Awaiting(() => stranger.GetStringAsync(address).WaitAsync(Deadline)).Should().ThrowAsync<HttpRequestException>();
        (await known.GetStringAsync(address).WaitAsync(Deadline)).Should().Be("[]");
    }

    [Fact]
    public async Task Https_WithoutItsFile_DoesNotStart()
    {
        var start = () => StartAsync(options => options with { Ports = options.Ports with { Https = AgentPorts.Any }, HttpsTls = new TlsListenerOptions { CertFile = "nope.pem", KeyFile = "nope-key.pem" } });

        (await start.Should().ThrowAsync<AgentStartException>()).WithMessage("Failed to load cert/key pair: open nope.pem: no such file or directory");
    }

    [Theory]
    [InlineData("http")]
    [InlineData("grpc")]
    [InlineData("grpc_tls")]
    public async Task Port_ThatIsTaken_IsNamed(string which)
    {
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        taken.Listen();
        var port = ((IPEndPoint)taken.LocalEndPoint!).Port;
        var start = () => StartAsync(options => options with
        {
            Ports = which switch
            {
                "http" => options.Ports with { Http = port },
                "grpc" => options.Ports with { Grpc = port },
                _ => options.Ports with { GrpcTls = port },
            },
        });

        (await start.Should().ThrowAsync<AgentStartException>()).WithMessage($"listen tcp 127.0.0.1:{port}: bind: address already in use");
    }

    [Fact]
    public async Task ServerPort_ThatIsTaken_IsNamed()
    {
        var first = await StartAsync();
        var start = () => StartAsync(options => options with { Ports = options.Ports with { Server = first.Ports.Server } });

        (await start.Should().ThrowAsync<AgentStartException>())
            .WithMessage($"Failed to start Consul server: Failed to start RPC layer: listen tcp 127.0.0.1:{first.Ports.Server}: bind: address already in use");
    }

    [Fact]
    public async Task Ports_OfAStoppedCluster_CanBeBoundAtOnce()
    {
        var first = await StartAsync();
        var ports = first.Ports;
        (await first.Client.GetStringAsync("/v1/peerings")).Should().Be("[]");
        await first.StopAsync();

        var second = await StartAsync(options => options with { Ports = ports });

        (await second.Client.GetStringAsync("/v1/peerings")).Should().Be("[]");
    }

    [Fact]
    public async Task Ports_SwitchedOff_AreNotListenedOn()
    {
        var cluster = await StartAsync(options => options with { Ports = options.Ports with { Grpc = AgentPorts.Off, Https = AgentPorts.Off } });

        cluster.Ports.Grpc.Should().Be(AgentPorts.Off);
        cluster.Ports.Https.Should().Be(AgentPorts.Off);
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private TlsListenerOptions WriteCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddMinutes(-5), TimeProvider.System.GetUtcNow().AddHours(1));
        var tls = new TlsListenerOptions { CertFile = Path.Combine(_folder, "cert.pem"), KeyFile = Path.Combine(_folder, "key.pem") };
        File.WriteAllText(tls.CertFile, certificate.ExportCertificatePem());
        File.WriteAllText(tls.KeyFile, key.ExportPkcs8PrivateKeyPem());
        return tls;
    }

    /// <summary>A certificate by an authority by a root; only the first two are in the file.</summary>
    private (TlsListenerOptions Tls, X509Certificate2 Root) WriteChain()
    {
        var now = TimeProvider.System.GetUtcNow();
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var middleKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var root = Authority("CN=root", rootKey).CreateSelfSigned(now.AddMinutes(-5), now.AddHours(1));
        using var middle = Authority("CN=middle", middleKey).Create(root, now.AddMinutes(-5), now.AddMinutes(50), [1]);
        using var signing = middle.CopyWithPrivateKey(middleKey);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(signing, now.AddMinutes(-5), now.AddMinutes(40), [2]);
        var tls = new TlsListenerOptions { CertFile = Path.Combine(_folder, "chain.pem"), KeyFile = Path.Combine(_folder, "chain-key.pem") };
        File.WriteAllText(tls.CertFile, $"{certificate.ExportCertificatePem()}\n{middle.ExportCertificatePem()}\n");
        File.WriteAllText(tls.KeyFile, key.ExportPkcs8PrivateKeyPem());
        return (tls, root);
    }

    private static CertificateRequest Authority(string name, ECDsa key)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request;
    }

    private static HttpClient Trusting(X509Certificate2? clientCertificate) => new(new SocketsHttpHandler
    {
        SslOptions = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate is not null,
            ClientCertificates = clientCertificate is null ? null : [clientCertificate],
        },
    });
}
