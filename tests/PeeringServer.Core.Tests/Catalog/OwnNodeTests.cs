using Microsoft.Extensions.Logging.Abstractions;
using PeeringServer.Core.Acl;
using PeeringServer.Core.Catalog;
using PeeringServer.Core.State;
using PeeringServer.Testing;

namespace PeeringServer.Core.Tests.Catalog;

public sealed class OwnNodeTests : IDisposable
{
    private static readonly ServerEndpoints Endpoints = new() { ServerPort = 8300, GrpcTlsPort = 8503 };
    private static readonly ClusterOptions Options = new() { NodeName = "alpha-node", NodeId = Guid.NewGuid().ToString(), AdvertiseAddressWan = "fd00::1" };

    private readonly VirtualTimeProvider _clock = new();
    private readonly ClusterState _state = new();
    private readonly OwnNode _own;

    public OwnNodeTests()
    {
        _own = new OwnNode(_state, Options, _clock);
        _own.Register(Endpoints);
    }

    private PeerCatalog Catalog => _state.Current.Catalog.Local;

    private CatalogNode Node => Catalog.Nodes.Single();

    public void Dispose() => _own.Dispose();

    [Fact]
    public void Register_AtStart_IsTheBareNodeWithItsServiceAndCheck()
    {
        Node.TaggedAddresses.Should().BeNull();
        Node.Meta!.Pairs.Keys.Should().Equal("consul-version");
        var instance = _state.Current.Catalog.Local.Describe(_state.Current.Catalog.Local.ServicesNamed("consul").Single());
        instance.Service.Meta!.Pairs.Should().ContainKey("grpc_tls_port").And.NotContainKey("grpc_port");
        instance.IsPassing.Should().BeTrue();
        instance.Checks.Single().Id.Should().Be("serfHealth");
    }

    [Fact]
    public void CatchUp_AtOnce_ChangesNothing()
    {
        var before = _state.Current;

        _own.CatchUp();

        _state.Current.Should().BeSameAs(before);
    }

    [Fact]
    public void CatchUp_WhenSomebodyWaits_TellsOfTheNode()
    {
        _own.CatchUp(waits: true);

        Node.TaggedAddresses!.Pairs.Should().Equal(new Dictionary<string, string> { ["lan"] = "127.0.0.1", ["lan_ipv4"] = "127.0.0.1", ["wan"] = "fd00::1", ["wan_ipv6"] = "fd00::1" });
        Node.Meta!.Pairs.Keys.Should().Equal("consul-network-segment", "consul-version");
    }

    [Fact]
    public void CatchUp_AfterSomeSeconds_TellsOfNodeAndCoordinateOnce()
    {
        _clock.Advance(TimeSpan.FromSeconds(2));
        _own.CatchUp();
        Node.TaggedAddresses.Should().NotBeNull();
        _state.Current.Catalog.Coordinates.Should().Be(CoordinateTable.Empty);

        _clock.Advance(TimeSpan.FromSeconds(2));
        _own.CatchUp();
        _state.Current.Catalog.Coordinates.Nodes.Should().Equal("alpha-node");
        var settled = _state.Current;
        _own.CatchUp();

        _state.Current.Should().BeSameAs(settled);
    }

    [Fact]
    public void CatchUp_LateAndNotWaiting_ShowsWhatWasKnownBeforeAnyClientCame()
    {
        var aside = Node.CreateIndex + 1;
        Edit(edit => edit.Put(new CatalogNode { Name = "ext" }));
        var (before, topics) = (Catalog, WatchAll());
        _clock.Advance(TimeSpan.FromSeconds(1));

        _own.CatchUp();

        var own = Catalog.Find("alpha-node")!.Node;
        own.TaggedAddresses.Should().NotBeNull();
        (own.CreateIndex, own.ModifyIndex).Should().Be((aside - 1, aside));
        Catalog.Find("ext")!.Node.CreateIndex.Should().Be(aside + 1);
        Catalog.NodesIndex.Should().Be(before.NodesIndex);
        Catalog.NodeIndexes["alpha-node"].Should().Be(aside);
        Catalog.ServiceIndexes["consul"].Should().Be(aside);
        topics.Should().OnlyContain(static lease => !lease.Changed.IsCompleted);
    }

    [Fact]
    public void CatchUp_WhenSomebodyWaits_IsNewsToThem()
    {
        Edit(edit => edit.Put(new CatalogNode { Name = "ext" }));
        var topics = WatchAll();

        _own.CatchUp(waits: true);

        Catalog.Find("alpha-node")!.Node.ModifyIndex.Should().Be(Catalog.NodesIndex).And.BeGreaterThan(Catalog.Find("ext")!.Node.ModifyIndex);
        topics.Should().OnlyContain(static lease => lease.Changed.IsCompleted);
    }

    [Fact]
    public void CatchUp_WhereAClientChangedTheNodeSince_IsAWriteOfItsOwn()
    {
        Edit(edit => edit.Put(Node with { Address = "10.0.0.7" }));
        _clock.Advance(TimeSpan.FromSeconds(1));

        _own.CatchUp();

        Node.Should().BeEquivalentTo(new { Address = "127.0.0.1", ModifyIndex = _state.Current.Index });
    }

    [Fact]
    public void CatchUp_WhenNothingCanBeKept_LeavesReadersAlone()
    {
        _state.Refuse(_state.Current, new RefusalException(RefusalKind.NotKept, "full"));
        _clock.Advance(TimeSpan.FromMinutes(1));

        _own.Invoking(static own => own.CatchUp()).Should().NotThrow();
    }

    [Fact]
    public void Register_AfterARestart_ChangesNothing()
    {
        var before = _state.Current;

        _own.Register(Endpoints);

        _state.Current.Should().BeSameAs(before);
    }

    [Theory]
    [InlineData("alpha-node", "11111111-2222-3333-4444-555555555555", "127.0.0.1")]
    [InlineData("alpha-node", null, "10.0.0.9")]
    [InlineData("beta-node", "11111111-2222-3333-4444-555555555555", "127.0.0.1")]
    [InlineData("beta-node", null, "127.0.0.1")]
    public void Register_AsSomebodyElse_LeavesNothingOfTheOneBefore(string name, string? id, string address)
    {
        var options = Options with { NodeName = name, NodeId = id ?? Options.NodeId, AdvertiseAddress = address };
        using var own = new OwnNode(_state, options, _clock);

        own.Register(Endpoints);

        (Node.Name, Node.Id, Node.Address).Should().Be((name, options.NodeId, address));
        Catalog.ServicesNamed("consul").Should().ContainSingle().Which.Node.Should().Be(name);
        Catalog.FindCheck(name, "serfHealth")!.Status.Should().Be(CheckStatus.Passing);
    }

    [Fact]
    public void Register_WhereClientsPutNodesOfTheirOwn_LeavesThem()
    {
        Edit(
            static edit => edit.Put(new CatalogNode { Name = "ext" }),
            static edit => edit.Put(new CatalogService { Node = "ext", Id = "consul", Name = "consul" }),
            static edit => edit.Put(new CatalogNode { Name = "watched" }),
            static edit => edit.Put(new CatalogCheck { Node = "watched", Id = "serfHealth", Status = CheckStatus.Passing }));

        _own.Register(Endpoints);

        Catalog.Nodes.Select(static node => node.Name).Should().Equal("alpha-node", "ext", "watched");
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("consul", "")]
    [InlineData("", "serfHealth")]
    [InlineData("api", "")]
    [InlineData("", "service:api")]
    public void Deregister_OfWhatTheServerRegistered_LastsASecond(string service, string check)
    {
        using var agent = new AgentStore(_state, _own, Options, _clock, NullLogger.Instance);
        agent.RegisterService(
            new AgentServiceRequest(
                new CatalogService { Node = "alpha-node", Id = "api", Name = "api" },
                new([new AgentCheckRequest { Definition = new CheckDefinition { Ttl = Core.GoText.GoDuration.Hour } }])),
            replaceChecks: false,
            AllowAllAuthorizer.Instance);
        var before = Registered();

        new CatalogStore(_state, _own).Deregister(new CatalogDeregistration("alpha-node", service, check), AllowAllAuthorizer.Instance);
        Registered().Should().NotBe(before);
        var timers = _clock.PendingTimers;
        _clock.Advance(TimeSpan.FromSeconds(1));

        Registered().Should().Be(before);
        Node.TaggedAddresses.Should().NotBeNull();
        _clock.PendingTimers.Should().Be(timers - 1, "it is looked at no more than once");

        string Registered() => string.Join(' ', Catalog.Services.Select(static found => found.Id).Concat(Catalog.Checks.Select(static found => found.Id)));
    }

    [Fact]
    public void Deregister_OfAnythingElse_StartsNoTimer()
    {
        Edit(static edit => edit.Put(new CatalogNode { Name = "ext" }));

        new CatalogStore(_state, _own).Deregister(new CatalogDeregistration("ext", "", ""), AllowAllAuthorizer.Instance);

        _clock.PendingTimers.Should().Be(0);
    }

    private void Edit(params Action<CatalogEdit>[] changes) => _state.Write(transaction =>
    {
        var edit = new CatalogEdit(transaction);
        Array.ForEach(changes, change => change(edit));
    });

    private List<WatchLease> WatchAll() =>
    [
        _state.Watch(CatalogTopics.Nodes("")),
        _state.Watch(CatalogTopics.Node("", "alpha-node")),
        _state.Watch(CatalogTopics.Service("", "consul")),
    ];
}
