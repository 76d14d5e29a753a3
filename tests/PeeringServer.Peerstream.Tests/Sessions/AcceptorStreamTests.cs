using System.Globalization;
using PeeringServer.Peerstream.Messages;
using PeeringServer.Peerstream.Tests.Scripted;
using PeeringServer.Testing;

namespace PeeringServer.Peerstream.Tests.Sessions;

/// <summary>What an acceptor does on a stream it took in, and how the end of the stream shows over HTTP.</summary>
public sealed class AcceptorStreamTests : IAsyncLifetime
{
    private static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan HeartbeatTimeout = TimeSpan.FromSeconds(120);

    private readonly ObservedClock _clock = new();
    private ConsulCluster _cluster = null!;
    private ScriptedDialer _dialer = null!;
    private string _secret = "";

    public async Task InitializeAsync()
    {
        _cluster = await ClusterExtensions.StartAsync("dc-alpha", _clock);
        _dialer = new ScriptedDialer(await _cluster.TokenAsync("p"));
        _secret = await _dialer.ExchangeAsync();
    }

    public async Task DisposeAsync()
    {
        _cluster.Errors.Should().BeEmpty();
        var log = string.Join('\n', _cluster.Log);
        log.Should().NotContain(_secret).And.NotContain(_dialer.EstablishmentSecret);
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task Stream_Opened_IsActiveWithNothingReceivedOrSent()
    {
        (await _cluster.StateAsync("p")).Should().Be("PENDING");

        await using var stream = await _dialer.StreamAsync(_secret);

        var peering = (await _cluster.PeeringAsync("p"))!;
        ((string?)peering["State"]).Should().Be("ACTIVE");
        ((string?)peering["Remote"]!["Datacenter"]).Should().Be("dc-fake");
        peering["StreamStatus"]!.ToJsonString().Should().Be(
            """{"ImportedServices":null,"ExportedServices":null,"LastHeartbeat":null,"LastReceive":"0001-01-01T00:00:00Z","LastSend":"0001-01-01T00:00:00Z"}""");
    }

    [Fact]
    public async Task Subscriptions_EachOnce_BringResourcesNumberedFromOne()
    {
        await using var stream = await _dialer.StreamAsync(_secret);

        await stream.SendAsync(Urls.Subscription(Urls.TrustBundle));
        var bundle = (await stream.ReadMessageAsync()).Response;
        await stream.SendAsync(Urls.Subscription(Urls.ServerAddresses));
        var addresses = (await stream.ReadMessageAsync()).Response;
        await stream.SendAsync(Urls.Subscription(Urls.ExportedService, "not looked at"));
        var list = (await stream.ReadMessageAsync()).Response;

        (bundle.Nonce, bundle.ResourceID, bundle.ResourceURL).Should().Be(("00000001", "roots", Urls.TrustBundle));
        bundle.Resource.Unpack<PeeringTrustBundle>().RootPEMs.Should().Equal(_dialer.Decoded["CA"]!.AsArray().Select(static pem => (string)pem!));
        (addresses.Nonce, addresses.ResourceID).Should().Be(("00000002", "server-addrs"));
        addresses.Resource.Unpack<PeeringServerAddresses>().Addresses.Should().Equal((string)_dialer.Decoded["ServerAddresses"]![0]!);
        (list.Nonce, list.ResourceID, list.ResourceURL).Should().Be(("00000003", "exported-service-list", Urls.ExportedServiceList));
        list.Resource.Value.Should().BeEmpty();
    }

    [Fact]
    public async Task Addresses_OnceTrafficGoesThroughGateways_AreTheGateways()
    {
        await using var stream = await _dialer.StreamAsync(_secret);
        await stream.SendAsync(Urls.Subscription(Urls.ServerAddresses));
        await stream.ReadMessageAsync();

        // Nothing is sent for the entry alone: there is no gateway yet.
        await PutAsync("/v1/config", """{"Kind":"mesh","Peering":{"PeerThroughMeshGateways":true}}""");
        await PutAsync("/v1/catalog/register", """{"Node":"edge","Address":"10.0.0.1","Service":{"Kind":"mesh-gateway","Service":"mesh-gateway","Port":8443}}""");

        var addresses = (await stream.ReadMessageAsync()).Response;
        addresses.Resource.Unpack<PeeringServerAddresses>().Addresses.Should().Equal("10.0.0.1:8443");
    }

    /// <summary>The first heartbeat comes before anything that was not asked for.</summary>
    [Fact]
    public async Task ListAlone_Nacks_SecondOpenAndEmptyMessage_BringNothing()
    {
        await using var stream = await _dialer.StreamAsync(_secret);

        await stream.SendAsync(Urls.Subscription(Urls.ExportedServiceList));
        await stream.SendAsync(Urls.Subscription(Urls.ExportedServiceList));
        await stream.SendAsync(Urls.Subscription(Urls.ExportedServiceList, nonce: "any text"));
        await stream.SendAsync(new ReplicationMessage
        {
            Request = new() { ResourceURL = Urls.ExportedServiceList, ResponseNonce = "7", Error = new() { Code = 13, Message = "no" } },
        });
        await stream.SendAsync(ScriptedDialer.Opening(_dialer.PeerId, "whatever"));
        await stream.SendAsync(new ReplicationMessage());
        await stream.SendAsync(Urls.Heartbeat);
        await ClusterExtensions.EventuallyAsync(async () => (await _cluster.StreamAsync("p"))!.LastHeartbeat is not null, "the heartbeat is taken in");
        _clock.Advance(HeartbeatInterval);

        (await stream.ReadMessageAsync()).PayloadCase.Should().Be(ReplicationMessage.PayloadOneofCase.Heartbeat);
        (await _cluster.StateAsync("p")).Should().Be("ACTIVE");
    }

    [Fact]
    public async Task Heartbeats_EveryFifteenSeconds_GoOut()
    {
        await using var stream = await _dialer.StreamAsync(_secret);
        await _clock.WaitBegunAsync(HeartbeatInterval);

        for (var i = 0; i < 4; i++)
        {
            _clock.Advance(HeartbeatInterval - TimeSpan.FromMilliseconds(1));
            _clock.Advance(TimeSpan.FromMilliseconds(1));
            (await stream.ReadMessageAsync()).Should().Be(Urls.Heartbeat);
        }
    }

    [Fact]
    public async Task Silence_FromTheLastHeartbeatOn_EndsAfterTwoMinutes()
    {
        await using var stream = await _dialer.StreamAsync(_secret);
        _clock.Advance(TimeSpan.FromSeconds(119));
        await stream.SendAsync(Urls.Heartbeat);
        await ClusterExtensions.EventuallyAsync(async () => (await _cluster.StreamAsync("p"))!.LastHeartbeat is not null, "the heartbeat is taken in");
        _clock.Advance(TimeSpan.FromSeconds(119));
        await stream.SendAsync(Urls.Resource(new ExportedServiceList(), "exported-service-list", "1"));
        (await stream.ReadUntilAsync(static message => message.Request is not null)).Request.Error.Should().BeNull();
        (await _cluster.StateAsync("p")).Should().Be("ACTIVE");

        _clock.Advance(TimeSpan.FromSeconds(1));

        (await stream.ReadEndAsync()).Should().Be("2 heartbeat timeout");
        await _cluster.BecomesAsync("p", "FAILING");
        (await _cluster.StreamAsync("p"))!.DisconnectError.Should().Be("heartbeat timeout");
    }

    /// <summary>What this side finds fault with is no failure to receive: the time of the last receipt stays unset.</summary>
    [Fact]
    public async Task Subscription_ToAnUnknownUrl_EndsTheStreamWithNothingReceived()
    {
        await using var stream = await _dialer.StreamAsync(_secret);
        await stream.SendAsync(Urls.Subscription("type.googleapis.com/nope.Nope", _dialer.PeerId));

        (await stream.ReadEndAsync()).Should().Be("3 subscription request to unknown resource URL: type.googleapis.com/nope.Nope");
        await _cluster.BecomesAsync("p", "FAILING");
        ((string?)(await _cluster.PeeringAsync("p"))!["StreamStatus"]!["LastReceive"]).Should().Be("0001-01-01T00:00:00Z");
    }

    [Fact]
    public async Task Stream_HalfClosed_FailsAndComesBackWithTheSameSecret()
    {
        await using (var stream = await _dialer.StreamAsync(_secret))
        {
            await stream.HalfCloseAsync();
            (await stream.ReadEndAsync()).Should().Be("2 stream ended unexpectedly");
        }

        await _cluster.BecomesAsync("p", "FAILING");
        await using var next = await _dialer.StreamAsync(_secret);
        (await _cluster.StateAsync("p")).Should().Be("ACTIVE");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Stream_ResetOrCut_FailsAtOnce(bool reset)
    {
        await using var stream = await _dialer.StreamAsync(_secret);
        _clock.Advance(TimeSpan.FromSeconds(1));

        await (reset ? stream.ResetAsync() : stream.DisposeAsync().AsTask());

        await _cluster.BecomesAsync("p", "FAILING");
        ((string?)(await _cluster.PeeringAsync("p"))!["StreamStatus"]!["LastReceive"]).Should().Be(
            _clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
    }

    /// <summary>A real acceptor turns the peering to failing, though the first stream goes on; here it stays what it is.</summary>
    [Fact]
    public async Task SecondStream_WhileOneIsUp_IsRefusedAndChangesNothing()
    {
        await using var first = await _dialer.StreamAsync(_secret);
        await using var second = await _dialer.OpenAsync(_secret);

        (await second.ReadEndAsync()).Should().Be($"2 failed to register stream: there is an active stream for the given PeerID \"{_dialer.PeerId}\"");

        (await _cluster.StateAsync("p")).Should().Be("ACTIVE");
        await first.SendAsync(Urls.Subscription(Urls.TrustBundle));
        (await first.ReadMessageAsync()).Response.Nonce.Should().Be("00000001");
    }

    [Fact]
    public async Task RefusedOpening_BeforeAnyStream_LeavesThePeeringPending()
    {
        await using var stream = await _dialer.OpenAsync("wrong");

        (await stream.ReadEndAsync()).Should().Be("7 invalid peering stream secret");

        var peering = (await _cluster.PeeringAsync("p"))!;
        ((string?)peering["State"]).Should().Be("PENDING");
        peering["StreamStatus"]!["LastReceive"].Should().BeNull();
    }

    [Fact]
    public async Task Opening_WithTheIdInUpperCase_IsTaken()
    {
        await using var stream = await _dialer.OpenAsync(_secret, _dialer.PeerId.ToUpperInvariant());

        (await stream.ReadMessagesAsync(3)).Should().OnlyContain(static message => message.Request.PeerID.Length == 0);
        (await _cluster.StateAsync("p")).Should().Be("ACTIVE");
    }

    [Fact]
    public async Task Opening_OnAPeeringThatDials_IsTheWrongEnd()
    {
        using var other = new ScriptedAcceptor(_clock);
        var establish = _cluster.EstablishAsync("dials", other.Token());
        await other.ExchangeAsync("s3cret-of-the-stream");
        (await establish).Status.Should().Be(200);
        var id = (string)(await _cluster.PeeringAsync("dials"))!["ID"]!;

        await using var stream = await _dialer.OpenAsync("s3cret-of-the-stream", id);

        (await stream.ReadEndAsync()).Should().Be("3 expected PeerID to be empty; the wrong end of peering is being dialed");
    }

    [Fact]
    public async Task Termination_ByTheDialer_EndsInOrder()
    {
        await using var stream = await _dialer.StreamAsync(_secret);

        await stream.SendAsync(Urls.Terminated);
        await stream.HalfCloseAsync();

        (await stream.ReadEndAsync()).Should().Be("0 ");
        (await _cluster.StateAsync("p")).Should().Be("TERMINATED");
        await using var again = await _dialer.OpenAsync(_secret);
        (await again.ReadEndAsync()).Should().Be($"10 peering is marked as deleted: {_dialer.PeerId}");
        var index = (ulong)(await _cluster.PeeringAsync("p"))!["ModifyIndex"]!;
        var useless = new ScriptedDialer(await _cluster.TokenAsync("p"));
        ((ulong)(await _cluster.PeeringAsync("p"))!["ModifyIndex"]!).Should().Be(index);
        (await useless.ExchangeAsync(useless.PeerId, useless.EstablishmentSecret)).End.Should().Be("7 invalid peering establishment secret");
    }

    /// <summary>A real acceptor leaves the call open for ever.</summary>
    [Fact]
    public async Task Changes_WhileTheCallOfAnEndedPeeringDrains_ChangeNothingOfIt()
    {
        await PutAsync("/v1/catalog/register", """{"Node":"n","Address":"10.0.0.1","Service":{"Service":"web"}}""");
        await PutAsync("/v1/config", """{"Kind":"exported-services","Name":"default","Services":[{"Name":"web","Consumers":[{"Peer":"p"}]}]}""");
        await using var stream = await _dialer.StreamAsync(_secret);
        await stream.SendAsync(Urls.Subscription(Urls.ExportedService));
        await stream.ReadMessagesAsync(2);
        await stream.SendAsync(Urls.Terminated);
        await _cluster.BecomesAsync("p", "TERMINATED");
        var ended = (await _cluster.PeeringAsync("p"))!["StreamStatus"]!.ToJsonString();

        _clock.Advance(HeartbeatInterval / 20);
        await PutAsync("/v1/catalog/register", """{"Node":"n","Address":"10.0.0.1","Service":{"Service":"web","Port":81}}""");
        await PutAsync("/v1/config", """{"Kind":"exported-services","Name":"default","Services":[{"Name":"nothing","Consumers":[{"Peer":"p"}]}]}""");
        await _clock.PassAsync(TimeSpan.FromSeconds(2));

        (await stream.ReadEndAsync()).Should().Be("0 ");
        ended.Should().Contain("[\"web\"]");
        (await _cluster.PeeringAsync("p"))!["StreamStatus"]!.ToJsonString().Should().Be(ended);
    }

    [Fact]
    public async Task Service_OnTwoNodesOfOneId_IsAnsweredAndTheStreamStays()
    {
        await using var stream = await _dialer.StreamAsync(_secret);
        var service = new ExportedService();
        service.Nodes.Add(Instance("a"));
        service.Nodes.Add(Instance("b"));

        await stream.SendAsync(Urls.Resource(service, "web", "1234"));

        var answer = (await stream.ReadMessageAsync()).Request;
        answer.ResponseNonce.Should().Be("1234");
        answer.Error.Should().BeNull();
        (await _cluster.StateAsync("p")).Should().Be("ACTIVE");

        static CheckServiceNode Instance(string node) => new()
        {
            Node = new() { Node_ = node, ID = "6c0a9bf2-1d4c-4a0d-9b0e-000000000001", Address = "10.0.0.1" },
            Service = new() { ID = "web", Service = "web" },
        };
    }

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef0123", "3 initial subscription for unknown PeerID: {0}")]
    [InlineData("01234567-89ab-cdef-01230123456789abcde", "13 failed to find PeerID: {0}")]
    [InlineData("zz234567-89ab-cdef-0123-0123456789ab", "13 failed to find PeerID: {0}")]
    public async Task Opening_WithAnIdOfAnotherShape_IsReadAsTheIndexReadsIt(string id, string end)
    {
        await using var stream = await _dialer.OpenAsync(_secret, id);

        (await stream.ReadEndAsync()).Should().Be(string.Format(CultureInfo.InvariantCulture, end, id));
    }

    [Fact]
    public async Task Exchange_WithAnOddNumberOfDigits_IsRefusedByTheIndex()
    {
        var (_, end) = await _dialer.ExchangeAsync("012345678-9ab-cdef-0123456789abcdef0", "any");

        end.Should().Be("13 failed to read peering secret: failed peering secret lookup: index error: UUID (without hyphens) must be even length");
    }

    [Fact]
    public async Task Termination_WithoutAHalfClose_EndsTheCallAllTheSame()
    {
        await using var stream = await _dialer.StreamAsync(_secret);

        await stream.SendAsync(Urls.Terminated);
        await _cluster.BecomesAsync("p", "TERMINATED");
        await _clock.PassAsync(TimeSpan.FromSeconds(2));

        (await stream.ReadEndAsync()).Should().Be("0 ");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Deletion_WhileAStreamIsUp_SaysTerminatedAtOnce(bool halfCloses)
    {
        await using var stream = await _dialer.StreamAsync(_secret);

        await _cluster.DeleteAsync("p");

        (await stream.ReadMessageAsync()).Should().Be(Urls.Terminated);
        await _cluster.BecomesAsync("p", "404");
        await (halfCloses ? stream.HalfCloseAsync() : _clock.PassAsync(TimeSpan.FromSeconds(2)));
        (await stream.ReadEndAsync()).Should().Be("0 ");
        await using var again = await _dialer.OpenAsync(_secret);
        (await again.ReadEndAsync()).Should().Be($"3 initial subscription for unknown PeerID: {_dialer.PeerId}");
        (await _cluster.StateAsync("p")).Should().Be("404");
    }

    /// <summary>Whoever sends without ever reading must not keep the stream past its time, nor the cluster from stopping.</summary>
    [Fact]
    public async Task Dialer_ThatNeverReads_IsLeftAfterTwoMinutes()
    {
        await using var stream = await _dialer.StreamAsync(_secret);
        var wrong = Urls.Resource(new ExportedServiceList(), new string('x', 200), "1");
        wrong.Response.Operation = Operation.Unspecified;
        for (var i = 0; i < 1500; i++)
        {
            await stream.SendAsync(wrong);
        }

        _clock.Advance(HeartbeatTimeout);

        await _cluster.BecomesAsync("p", "FAILING");
    }

    private async Task PutAsync(string path, string body)
    {
        using var answer = await _cluster.Client.PutAsync(path, new StringContent(body));
        answer.IsSuccessStatusCode.Should().BeTrue(await answer.Content.ReadAsStringAsync());
    }
}
