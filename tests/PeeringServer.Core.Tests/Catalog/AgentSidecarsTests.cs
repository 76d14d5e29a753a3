using Microsoft.Extensions.Logging.Abstractions;
using PeeringServer.Core.Acl;
using PeeringServer.Core.Catalog;
using PeeringServer.Core.State;
using PeeringServer.Testing;

namespace PeeringServer.Core.Tests.Catalog;

public sealed class AgentSidecarsTests : IDisposable
{
    private static readonly IAuthorizer Anybody = AllowAllAuthorizer.Instance;

    private readonly ClusterState _state = new();
    private readonly AgentStore _agent;

    public AgentSidecarsTests()
    {
        var (options, clock) = (new ClusterOptions { NodeName = "n", SidecarMinPort = 30, SidecarMaxPort = 31 }, new VirtualTimeProvider());
        _agent = new AgentStore(_state, new OwnNode(_state, options, clock), options, clock, NullLogger.Instance);
    }

    private AgentTable Table => _state.Current.Agent;

    public void Dispose() => _agent.Dispose();

    [Fact]
    public void RegisterService_WithASidecarOfNothing_FillsItInFromTheService()
    {
        Register(Told("web", "web-1") with { Tags = new(["v1"]), Meta = new ValueMap<string>([new("a", "b")]), Port = 8080 }, Nothing);

        Table.Services["web-1-sidecar-proxy"].Should().BeEquivalentTo(new
        {
            Name = "web-sidecar-proxy",
            Kind = ServiceKinds.ConnectProxy,
            Port = 30,
            Tags = new { Items = new[] { "v1" } },
            Meta = new { Pairs = new Dictionary<string, string> { ["a"] = "b" } },
            Proxy = new { DestinationServiceName = "web", DestinationServiceId = "web-1", LocalServiceAddress = "127.0.0.1", LocalServicePort = 8080 },
        });
        Table.ChecksOf("web-1-sidecar-proxy").Select(id => Table.Checks[id]).Should().BeEquivalentTo(
        [
            new { Check = new { Id = "service:web-1-sidecar-proxy:1", Name = "Connect Sidecar Listening", Type = "tcp", Interval = "10s" }, Definition = new { Tcp = "127.0.0.1:30", AliasService = "" } },
            new { Check = new { Id = "service:web-1-sidecar-proxy:2", Name = "Connect Sidecar Aliasing web-1", Type = "alias", Interval = "" }, Definition = new { Tcp = "", AliasService = "web-1" } },
        ]);
        _state.Current.Catalog.Local.FindService("n", "web-1-sidecar-proxy").Should().NotBeNull();
    }

    [Fact]
    public void RegisterService_WithWhatASidecarWasTold_KeepsIt()
    {
        var sidecar = Told("proxy", "") with { Port = 99, Address = "::1", Tags = new(["own"]), Proxy = new ServiceProxy { LocalServicePort = 1, LocalServiceAddress = "::2" } };
        Register(Told("web", "web"), new AgentServiceRequest(sidecar, new([])));

        Table.Services["web-sidecar-proxy"].Should().BeEquivalentTo(new { Name = "proxy", Port = 99, Tags = new { Items = new[] { "own" } }, Proxy = new { LocalServicePort = 1, LocalServiceAddress = "::2" } });
        Table.Checks["service:web-sidecar-proxy:1"].Definition!.Tcp.Should().Be("[::1]:99");
    }

    [Fact]
    public void RegisterService_WithSidecars_GivesEachTheLowestFreePortAndLetsItKeepThat()
    {
        Register(Told("a", "a"), Nothing);
        Register(Told("b", "b"), Nothing);
        _agent.DeregisterService("a", Anybody);
        Register(Told("b", "b"), Nothing);
        Register(Told("c", "c"), Nothing);

        (Table.Services["b-sidecar-proxy"].Port, Table.Services["c-sidecar-proxy"].Port).Should().Be((31, 30));
        var another = () => Register(Told("d", "d"), Nothing);
        another.Should().Throw<RefusalException>().WithMessage("no port provided for sidecar_service and none left in the configured range [30, 31]");
        Table.Services.Should().NotContainKey("d", "the service goes with its sidecar or not at all");
    }

    [Fact]
    public void DeregisterService_WithASidecar_RemovesThatToo()
    {
        Register(Told("web", "web"), Nothing);

        _agent.DeregisterService("web", Anybody);

        Table.Should().BeEquivalentTo(AgentTable.Empty);
        _state.Current.Catalog.Local.Services.Should().BeEmpty();
        _state.Current.Catalog.Local.Checks.Should().BeEmpty();
    }

    [Fact]
    public void RegisterService_AgainWithoutItsSidecar_RemovesIt()
    {
        Register(Told("web", "web"), Nothing);

        Register(Told("web", "web"), null);

        Table.Services.Keys.Should().Equal("web");
    }

    [Fact]
    public void DeregisterService_BesideAProxyThatWasRegisteredByItself_LeavesThat()
    {
        Register(Told("web", "web"), null);
        Register(Told("mine", "web-sidecar-proxy"), null);

        _agent.DeregisterService("web", Anybody);

        Table.Services.Keys.Should().Equal("web-sidecar-proxy");
    }

    private static AgentServiceRequest Nothing => new(Told("", ""), new([]));

    private static CatalogService Told(string name, string id) => new() { Node = "", Name = name, Id = id };

    private void Register(CatalogService service, AgentServiceRequest? sidecar) =>
        _agent.RegisterService(new AgentServiceRequest(service, new([])) { Sidecar = sidecar }, replaceChecks: false, Anybody);
}
