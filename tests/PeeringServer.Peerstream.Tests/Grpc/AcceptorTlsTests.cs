using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using PeeringServer.Peerstream.Grpc.Server;
using PeeringServer.Peerstream.Messages;
using PeeringServer.Peerstream.Tests.Infrastructure;
using PeeringServer.Peerstream.Tests.Infrastructure.Http2;

namespace PeeringServer.Peerstream.Tests.Grpc;

public sealed class AcceptorTlsTests
{
    public static TheoryData<string, string> Offers => new()
    {
        { "h2", "h2" },
        { "http/1.1,h2", "h2" },
        { "", "" },
        { "http/1.1", "" },
        { "spdy/3", "" },
    };

    [Theory]
    [MemberData(nameof(Offers))]
    public async Task Connection_WhateverItOffers_IsServedInHttp2(string offered, string selected)
    {
        await using var server = await TestServer.StartAsync([Methods.ExchangeEcho()]);
        await using var tls = await RawClient.ConnectTlsAsync(server.Tls, options =>
            options.ApplicationProtocols = offered.Length == 0 ? null : [.. offered.Split(',').Select(name => new SslApplicationProtocol(name))]);
        await using var frames = new FrameStream(tls);
        await frames.StartAsync();

        await new RawCall(frames).BeginAsync();
        await new RawCall(frames).SendAsync(new ExchangeSecretRequest(), end: true);

        tls.NegotiatedApplicationProtocol.ToString().Should().Be(selected);
        (await new RawCall(frames).FinishAsync()).Status.Should().Be("0 ");
        frames.Seen[0].Type.Should().Be(FrameType.Settings);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task Connection_OfEitherVersion_IsTaken(SslProtocols version)
    {
        await using var server = await TestServer.StartAsync([]);
        await using var tls = await RawClient.ConnectTlsAsync(server.Tls, options => options.EnabledSslProtocols = version);

        tls.SslProtocol.Should().Be(version);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Connection_OfAnOlderVersion_IsRefusedByAnAlert(byte minor)
    {
        // A hello of TLS 1.0 or 1.1 with one cipher suite of that time.
        byte[] hello = [3, minor, .. new byte[32], 0, 0, 2, 0xc0, 0x09, 1, 0];
        await using var server = await TestServer.StartAsync([]);
        await using var stream = await RawClient.ConnectAsync(server.Tls);

        await stream.WriteAsync((byte[])[22, 3, minor, 0, (byte)(hello.Length + 4), 1, 0, 0, (byte)hello.Length, .. hello]);

        var alert = new byte[7];
        await stream.ReadExactlyAsync(alert).InTime();
        alert[0].Should().Be(21);
        alert[6].Should().Be(70, "protocol_version");
    }

    [Theory]
    [InlineData(TestServer.ServerName)]
    [InlineData("other.example")]
    [InlineData("")]
    public async Task Connection_UnderAnyName_GetsTheOneCertificateAlone(string name)
    {
        var sent = new List<string>();
        await using var server = await TestServer.StartAsync([]);
        await using var tls = await RawClient.ConnectTlsAsync(server.Tls, options =>
        {
            options.TargetHost = name;
            options.RemoteCertificateValidationCallback = (_, certificate, chain, _) =>
            {
                var all = chain!.ChainPolicy.ExtraStore.Append((X509Certificate2)certificate!).DistinctBy(one => one.Thumbprint);
                sent.AddRange(all.Select(one => one.GetNameInfo(X509NameType.DnsName, false)));
                return true;
            };
        });

        sent.Should().Equal(TestServer.ServerName);
    }

    [Fact]
    public async Task Plaintext_ToTheTlsPort_IsClosedWithoutAByte()
    {
        await using var server = await TestServer.StartAsync([]);
        await using var stream = await RawClient.ConnectAsync(server.Tls);

        await stream.WriteAsync(FrameStream.Preface);

        (await stream.ReadAsync(new byte[1]).InTime()).Should().Be(0);
    }

    [Fact]
    public async Task Client_GoneDuringItsHello_LeavesNothing()
    {
        await using var server = await TestServer.StartAsync([]);
        await using (var stream = await RawClient.ConnectAsync(server.Tls))
        {
            await stream.WriteAsync((byte[])[22, 3, 1, 2]);
            await server.Connections.Become(1);
        }

        await server.Connections.Become(0);
    }

    [Fact]
    public async Task Client_SilentBeforeItsHello_IsGivenUpAfterTwoMinutes()
    {
        var time = new ManualTimeProvider();
        await using var server = await TestServer.StartAsync([], time);
        await using var stream = await RawClient.ConnectAsync(server.Tls);
        await server.Connections.Become(1);
        var end = stream.ReadAsync(new byte[1]).AsTask();

        await WaitForTimerAsync(time);
        time.Advance(TimeSpan.FromSeconds(119));
        end.IsCompleted.Should().BeFalse();
        time.Advance(TimeSpan.FromSeconds(2));

        (await end.InTime()).Should().Be(0);
    }

    [Fact]
    public async Task Connection_UnderThePeeringName_MayCallNothingButPeering()
    {
        await using var server = await TestServer.StartAsync(
            [Methods.ExchangeEcho(), Methods.Dataplane(), new AbsentMethod("hashicorp.consul.serverdiscovery.ServerDiscoveryService", "WatchServers")]);
        const string refused = "7 invalid permissions to the specified endpoint";

        (await StatusAsync(TestServer.ServerName, Methods.ExchangeSecret)).Should().Be("0 ");
        (await StatusAsync(TestServer.ServerName, Methods.DataplaneFeatures)).Should().Be(refused);
        (await StatusAsync(TestServer.ServerName, "/hashicorp.consul.serverdiscovery.ServerDiscoveryService/WatchServers")).Should().Be(refused);
        (await StatusAsync("other.example", Methods.DataplaneFeatures)).Should().Be("0 ");
        (await StatusAsync(TestServer.ServerName, "/example.Nope/Nope")).Should().Be("12 unknown service example.Nope");

        async Task<string> StatusAsync(string name, string path)
        {
            await using var frames = new FrameStream(await RawClient.ConnectTlsAsync(server.Tls, options => options.TargetHost = name));
            await frames.StartAsync();
            await new RawCall(frames).BeginAsync((":path", path));
            await new RawCall(frames).SendAsync(new GetSupportedDataplaneFeaturesRequest(), end: true);
            return (await new RawCall(frames).FinishAsync()).Status;
        }
    }

    [Fact]
    public async Task Dataplane_OnThePlaintextPort_HasNoFeatures()
    {
        await using var server = await TestServer.StartAsync([Methods.Dataplane()]);
        await using var frames = await RawClient.StartAsync(server.Plaintext);

        await new RawCall(frames).BeginAsync((":path", Methods.DataplaneFeatures));
        await new RawCall(frames).SendAsync(new GetSupportedDataplaneFeaturesRequest(), end: true);

        (await new RawCall(frames).FinishAsync()).Data.Should().Equal(0, 0, 0, 0, 0);
    }

    private static async Task WaitForTimerAsync(ManualTimeProvider time)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (time.Pending == 0)
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
