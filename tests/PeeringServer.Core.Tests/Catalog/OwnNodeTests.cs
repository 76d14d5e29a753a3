using PeeringServer.Core.Catalog;
using PeeringServer.Core.State;
using PeeringServer.Testing;

namespace PeeringServer.Core.Tests.Catalog;

public sealed class OwnNodeTests
{
    private readonly VirtualTimeProvider _clock = new();
    private readonly ClusterState _state = new();
    private readonly OwnNode _own;

    public OwnNodeTests()
    {
        _own = new OwnNode(_state, new ClusterOptions { NodeName = "alpha-node", NodeId = Guid.NewGuid().ToString(), AdvertiseAddressWan = "fd00::1" }, _clock);
        _own.Register(new ServerEndpoints { ServerPort = 8300, GrpcTlsPort = 8503 });
    }

    private CatalogNode Node => _state.Current.Catalog.Local.Nodes.Single();

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
    public void Register_AfterARestart_ChangesNothing()
    {
        var before = _state.Current;

        _own.Register(new ServerEndpoints { ServerPort = 8300, GrpcTlsPort = 8503 });

        _state.Current.Should().BeSameAs(before);
    }
}
