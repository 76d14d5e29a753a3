using PeeringServer.Peerstream.Grpc;
using PeeringServer.Peerstream.Messages;
using PeeringServer.Peerstream.Tests.Infrastructure;
using PeeringServer.Peerstream.Tests.Scripted;

namespace PeeringServer.Peerstream.Tests.Sessions;

/// <summary>How a dialer takes what an acceptor does on the stream.</summary>
public sealed class DialerStreamTests
{
    private static readonly TimeSpan TwoSeconds = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FourSeconds = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan RedialDelay = TimeSpan.FromSeconds(3);

    [Theory]
    [InlineData(nameof(GrpcStatusCode.OK), "stream ended unexpectedly", 2000)]
    [InlineData(nameof(GrpcStatusCode.Unknown), "heartbeat timeout", 2000)]
    [InlineData(nameof(GrpcStatusCode.InvalidArgument), "no", 2000)]
    [InlineData(nameof(GrpcStatusCode.PermissionDenied), "invalid peering stream secret", 2000)]
    [InlineData(nameof(GrpcStatusCode.ResourceExhausted), "no", 8192)]
    [InlineData(nameof(GrpcStatusCode.FailedPrecondition), "not the leader", 8)]
    [InlineData(nameof(GrpcStatusCode.Aborted), "peering is marked as deleted: x", 2000)]
    [InlineData(nameof(GrpcStatusCode.Unimplemented), "unknown service", 2000)]
    [InlineData(nameof(GrpcStatusCode.Internal), "no", 2000)]
    [InlineData(nameof(GrpcStatusCode.Unavailable), "try later", 2000)]
    [InlineData(nameof(GrpcStatusCode.Canceled), "no", 2000)]
    [InlineData(nameof(GrpcStatusCode.DeadlineExceeded), "no", 2000)]
    [InlineData(nameof(GrpcStatusCode.NotFound), "no", 2000)]
    [InlineData(nameof(GrpcStatusCode.AlreadyExists), "no", 2000)]
    [InlineData(nameof(GrpcStatusCode.OutOfRange), "no", 2000)]
    [InlineData(nameof(GrpcStatusCode.DataLoss), "no", 2000)]
    [InlineData(nameof(GrpcStatusCode.Unauthenticated), "no", 2000)]
    public async Task Stream_EndedWithAStatus_FailsAndIsDialledAgainInTime(string codeName, string message, int wait)
    {
        var code = Enum.Parse<GrpcStatusCode>(codeName);
        await using var fixture = await DialerFixture.StartAsync();
        await using var call = await fixture.ConnectAsync();

        await call.RefuseAsync(code, message);

        await fixture.Clock.WaitBegunAsync(TimeSpan.FromMilliseconds(wait));
        (await fixture.Cluster.StateAsync("p")).Should().Be("FAILING");
        (await fixture.Cluster.StreamAsync("p"))!.DisconnectError.Should().EndWith(message);
        var status = (await fixture.Cluster.PeeringAsync("p"))!["StreamStatus"]!;
        ((string?)status["LastSend"]).Should().Be("2026-01-01T00:00:00.25Z");
        ((string?)status["LastReceive"]).Should().Be("2026-01-01T00:00:00.25Z");
        fixture.Clock.Advance(TimeSpan.FromMilliseconds(wait));
        await using var next = await fixture.StreamAsync();
    }

    /// <summary>A stream that was good in between does not shorten the waits.</summary>
    [Fact]
    public async Task Series_OfBrokenStreams_WaitsLongerEachTime()
    {
        await using var fixture = await DialerFixture.StartAsync();
        var call = await fixture.ConnectAsync();
        foreach (var seconds in new[] { 2, 4, 8, 16, 32, 64, 64 })
        {
            await call.SendHeadersAsync();
            await call.SendAsync(Urls.Heartbeat);
            await call.DisposeAsync();
            await fixture.Clock.PassAsync(TimeSpan.FromSeconds(seconds));
            call = await fixture.StreamAsync();
        }

        await call.DisposeAsync();
    }

    [Fact]
    public async Task Subscriptions_OfTheAcceptor_AreAnsweredWithNumberedResources()
    {
        await using var fixture = await DialerFixture.StartAsync();
        await using var call = await fixture.ConnectAsync();
        await call.SendHeadersAsync();

        await call.SendAsync(Urls.Subscription(Urls.ExportedService));
        var list = (await call.ReadMessageAsync()).Response;
        await call.SendAsync(Urls.Subscription(Urls.ServerAddresses, fixture.Acceptor.PeerId));
        var addresses = (await call.ReadMessageAsync()).Response;

        (list.Nonce, list.ResourceURL).Should().Be(("00000001", Urls.ExportedServiceList));
        (addresses.Nonce, addresses.Resource.Unpack<PeeringServerAddresses>().Addresses.Single()).Should().Be(
            ("00000002", $"127.0.0.1:{fixture.Cluster.Ports.GrpcTls}"));
    }

    [Theory]
    [InlineData("type.googleapis.com/nope.Nope", "")]
    [InlineData(Urls.TrustBundle, "another peer")]
    public async Task Subscription_ThatIsNotRight_MakesTheDialerComeAgain(string url, string peerId)
    {
        await using var fixture = await DialerFixture.StartAsync();
        await using var call = await fixture.ConnectAsync();
        await call.SendHeadersAsync();

        await call.SendAsync(Urls.Subscription(url, peerId));

        (await call.ReadEndAsync()).Should().BeOneOf("closed", "reset");
        await fixture.Clock.PassAsync(TwoSeconds);
        await using var next = await fixture.StreamAsync();
    }

    [Fact]
    public async Task Acceptor_ThatOnlyAnswersPings_IsLeftAfterTwoMinutes()
    {
        await using var fixture = await DialerFixture.StartAsync();
        await using var call = await fixture.ConnectAsync();
        var end = call.ReadEndAsync();

        fixture.Clock.Advance(TimeSpan.FromSeconds(119));
        (await fixture.Cluster.StateAsync("p")).Should().Be("ACTIVE");
        fixture.Clock.Advance(TimeSpan.FromSeconds(1));

        await fixture.Cluster.BecomesAsync("p", "FAILING");
        (await fixture.Cluster.StreamAsync("p"))!.DisconnectError.Should().EndWith("heartbeat timeout");
        (await end).Should().BeOneOf("closed", "reset");
        await fixture.Clock.PassAsync(TwoSeconds);
        await using var next = await fixture.StreamAsync();
    }

    [Fact]
    public async Task HeartbeatsAlone_KeepTheStreamUpForGood()
    {
        await using var fixture = await DialerFixture.StartAsync();
        await using var call = await fixture.ConnectAsync();
        await call.SendHeadersAsync();
        for (var i = 0; i < 6; i++)
        {
            await call.SendAsync(Urls.Heartbeat);
            await ClusterExtensions.EventuallyAsync(
                async () => (await fixture.Cluster.StreamAsync("p"))!.LastHeartbeat == fixture.Clock.GetUtcNow(), "the heartbeat is taken in");
            fixture.Clock.Advance(TimeSpan.FromSeconds(110));
        }

        (await fixture.Cluster.StateAsync("p")).Should().Be("ACTIVE");
        (await call.ReadMessageAsync()).Should().Be(Urls.Heartbeat);
    }

    /// <summary>Retry waits are watched to prove that none is begun.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Termination_ByTheAcceptor_IsNotDialledAgain(bool aborts)
    {
        await using var fixture = await DialerFixture.StartAsync();
        await using var call = await fixture.ConnectAsync();
        await call.SendHeadersAsync();

        await call.SendAsync(Urls.Terminated);
        (await call.ReadEndAsync()).Should().Be("half-close");
        await call.EndAsync(aborts ? GrpcStatusCode.Aborted : GrpcStatusCode.OK, aborts ? "peering is marked as deleted" : "");

        await ClusterExtensions.EventuallyAsync(async () => (await fixture.Cluster.StreamAsync("p")) is { Connected: false }, "the stream is over");
        (await fixture.Cluster.StateAsync("p")).Should().Be("TERMINATED");
        (await fixture.Cluster.StreamAsync("p"))!.DisconnectError.Should().BeEmpty();
        fixture.Clock.Advance(TimeSpan.FromMinutes(10));
        (await fixture.Cluster.StateAsync("p")).Should().Be("TERMINATED");
        await fixture.EstablishAsync();
        (await fixture.Cluster.StateAsync("p")).Should().Be("ESTABLISHING");
        await fixture.Clock.PassAsync(RedialDelay);
        await using var next = await fixture.StreamAsync();
    }

    /// <summary>A real acceptor leaves the call open after its terminated; whoever establishes again meanwhile must be dialled all the same.</summary>
    [Fact]
    public async Task EstablishAgain_WhileTheEndedCallHangs_IsDialled()
    {
        await using var fixture = await DialerFixture.StartAsync();
        await using var call = await fixture.ConnectAsync();
        await call.SendHeadersAsync();
        await call.SendAsync(Urls.Terminated);
        (await call.ReadEndAsync()).Should().Be("half-close");
        await fixture.Clock.WaitBegunAsync(TwoSeconds);

        await fixture.EstablishAsync("another-secret");
        fixture.Clock.Advance(TwoSeconds);

        await fixture.Clock.PassAsync(RedialDelay);
        await using var next = await fixture.StreamAsync("another-secret");
    }

    [Fact]
    public async Task Deletion_WhileTheStreamIsUp_SaysTerminatedAndHalfCloses()
    {
        await using var fixture = await DialerFixture.StartAsync();
        await using var call = await fixture.ConnectAsync();
        await call.SendHeadersAsync();

        await fixture.Cluster.DeleteAsync("p");

        (await call.ReadMessageAsync()).Should().Be(Urls.Terminated);
        (await call.ReadEndAsync()).Should().Be("half-close");
        await fixture.Cluster.BecomesAsync("p", "404");
        await fixture.Clock.PassAsync(TwoSeconds);
        await fixture.EstablishAsync("another-secret");
        await fixture.Clock.PassAsync(TimeSpan.FromMilliseconds(250));
        await using var next = await fixture.StreamAsync("another-secret");
    }

    [Fact]
    public async Task Addresses_OfTheToken_AreTriedInTurn()
    {
        await using var fixture = await DialerFixture.StartAsync();
        using var second = new RawServer();
        await using var call = await fixture.ConnectAsync(fixture.Acceptor.Address, second.Address);
        await call.RefuseAsync(GrpcStatusCode.Unavailable, "try later");

        await fixture.Clock.PassAsync(TwoSeconds);
        await (await second.AcceptAsync()).DisposeAsync();
        await fixture.Clock.PassAsync(FourSeconds);

        await using var next = await fixture.StreamAsync();
    }

    /// <summary>The imported list is begun at its first entry, which is dead here.</summary>
    [Fact]
    public async Task Addresses_Imported_AreDialledFromTheFirstOnAtTheNextAttempt()
    {
        await using var fixture = await DialerFixture.StartAsync();
        using var first = new RawServer();
        await using var call = await fixture.ConnectAsync();
        await call.SendHeadersAsync();
        var addresses = new PeeringServerAddresses { Addresses = { first.Address, fixture.Acceptor.Address } };
        await call.SendAsync(Urls.Resource(addresses, "server-addrs", "00000001"));
        (await call.ReadMessageAsync()).Should().Be(Urls.Subscription(Urls.ServerAddresses, nonce: "00000001"));
        (await fixture.Cluster.PeeringAsync("p"))!["PeerServerAddresses"]!.AsArray().Select(static a => (string)a!).Should().Equal(addresses.Addresses);

        await call.EndAsync(GrpcStatusCode.Unavailable, "going away");
        await fixture.Clock.PassAsync(TwoSeconds);
        await (await first.AcceptAsync()).DisposeAsync();
        await fixture.Clock.PassAsync(FourSeconds);

        await using var next = await fixture.StreamAsync();
    }

    [Fact]
    public async Task Addresses_NoneImported_AreRefusedAndThoseKnownStay()
    {
        await using var fixture = await DialerFixture.StartAsync();
        await using var call = await fixture.ConnectAsync();
        await call.SendHeadersAsync();

        await call.SendAsync(Urls.Resource(new PeeringServerAddresses(), "server-addrs", "00000001"));

        var answer = (await call.ReadMessageAsync()).Request;
        answer.Error.Message.Should().EndWith("Cannot switch peering dialing mode from true to false");
        (await fixture.Cluster.PeeringAsync("p"))!["PeerServerAddresses"]!.AsArray().Should().HaveCount(1);
    }

    /// <summary>The attempts that belong to the stream go on with the authorities they began with: these were never the acceptor's own.</summary>
    [Fact]
    public async Task Bundle_Imported_ReplacesTheAuthoritiesButNotForTheRunningSeries()
    {
        await using var fixture = await DialerFixture.StartAsync();
        using var authority = new TestAuthority("another", fixture.Clock);
        await using var call = await fixture.ConnectAsync();
        await call.SendHeadersAsync();
        await call.SendAsync(Urls.Resource(new PeeringTrustBundle { TrustDomain = "fake.consul", RootPEMs = { authority.Pem } }, "roots", "any text"));
        (await call.ReadMessageAsync()).Should().Be(Urls.Subscription(Urls.TrustBundle, nonce: "any text"));

        (await fixture.Cluster.PeeringAsync("p"))!["PeerCAPems"]!.AsArray().Select(static pem => (string)pem!).Should().Equal(authority.Pem);
        await call.EndAsync(GrpcStatusCode.Unavailable, "going away");
        await fixture.Clock.PassAsync(TwoSeconds);

        await using var next = await fixture.StreamAsync();
    }

    [Fact]
    public async Task EstablishAgain_OnALiveStream_KeepsItAndItsSecretForTheRunningSeries()
    {
        await using var fixture = await DialerFixture.StartAsync();
        await using var call = await fixture.ConnectAsync();
        await call.SendHeadersAsync();

        await fixture.EstablishAsync("another-secret");

        (await fixture.Cluster.StateAsync("p")).Should().Be("ACTIVE");
        await call.SendAsync(Urls.Subscription(Urls.ExportedService));
        (await call.ReadMessageAsync()).Response.Nonce.Should().Be("00000001");
        await call.DisposeAsync();
        await fixture.Clock.PassAsync(TwoSeconds);
        await using var next = await fixture.StreamAsync();
    }
}
