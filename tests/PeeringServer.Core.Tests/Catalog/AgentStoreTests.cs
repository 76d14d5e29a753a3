using Microsoft.Extensions.Logging.Abstractions;
using PeeringServer.Core.Acl;
using PeeringServer.Core.Catalog;
using PeeringServer.Core.GoText;
using PeeringServer.Core.State;
using PeeringServer.Testing;

namespace PeeringServer.Core.Tests.Catalog;

public sealed class AgentStoreTests : IDisposable
{
    private const string Node = "alpha-node";
    private static readonly IAuthorizer Anybody = AllowAllAuthorizer.Instance;

    private readonly VirtualTimeProvider _clock = new();
    private readonly ClusterState _state = new();
    private readonly AgentStore _agent;

    public AgentStoreTests()
    {
        var options = new ClusterOptions { NodeName = Node };
        _agent = new AgentStore(_state, new OwnNode(_state, options, _clock), options, _clock, NullLogger.Instance);
    }

    private AgentTable Table => _state.Current.Agent;

    private PeerCatalog Catalog => _state.Current.Catalog.Local;

    public void Dispose() => _agent.Dispose();

    [Fact]
    public void RegisterService_New_IsInTheCatalogWithItsCheck()
    {
        Register("api", Ttl(30));

        Catalog.FindService(Node, "api")!.Name.Should().Be("api");
        Catalog.FindCheck(Node, "service:api").Should().BeEquivalentTo(new { Status = CheckStatus.Critical, Type = "ttl", ServiceName = "api", Name = "Service 'api' check" });
    }

    [Fact]
    public void RegisterService_SeveralChecks_NumbersThem()
    {
        Register("api", Ttl(30), Ttl(60), Ttl(90) with { Id = "own" });

        Table.Checks.Keys.Should().BeEquivalentTo("service:api:1", "service:api:2", "own");
    }

    [Fact]
    public void RegisterService_Again_KeepsTheStateOfItsChecks()
    {
        Register("api", Ttl(30));
        _agent.Report("service:api", CheckStatus.Passing, "well", Anybody);

        Register("api", Ttl(30));

        Table.Checks["service:api"].Check.Should().BeEquivalentTo(new { Status = CheckStatus.Passing, Output = "well" });
    }

    [Fact]
    public void RegisterService_ReplacingChecks_RemovesTheOthers()
    {
        Register("api", Ttl(30) with { Id = "former" });

        _agent.RegisterService(new AgentServiceRequest(Service("api"), new([Ttl(30)])), replaceChecks: true, Anybody);

        Table.Checks.Keys.Should().Equal("service:api");
        Catalog.FindCheck(Node, "former").Should().BeNull();
    }

    [Theory]
    [InlineData("10.1.1.1", "lan_ipv4", "wan_ipv4")]
    [InlineData("::1", "lan_ipv6", "wan_ipv6")]
    public void RegisterService_WithAnAddress_TagsIt(string address, params string[] tags)
    {
        _agent.RegisterService(new AgentServiceRequest(Service("api") with { Address = address, Port = 80 }, new([])), replaceChecks: false, Anybody);

        Table.Services["api"].TaggedAddresses!.Pairs.Should().OnlyContain(pair => pair.Value == new ServiceAddress(address, 80));
        Table.Services["api"].TaggedAddresses!.Pairs.Keys.Should().BeEquivalentTo(tags);
    }

    [Fact]
    public void DeregisterService_Known_RemovesItsChecksToo()
    {
        Register("api", Ttl(30));

        _agent.DeregisterService("api", Anybody);

        Table.Should().BeEquivalentTo(AgentTable.Empty);
        Catalog.Services.Should().BeEmpty();
        Catalog.Checks.Should().BeEmpty();
        _clock.PendingTimers.Should().Be(0);
    }

    [Fact]
    public void Ttl_WithoutAReport_TurnsCritical()
    {
        Register("api", Ttl(30));
        _agent.Report("service:api", CheckStatus.Passing, "well", Anybody);

        _clock.Advance(TimeSpan.FromSeconds(29));
        Catalog.FindCheck(Node, "service:api")!.Status.Should().Be(CheckStatus.Passing);
        _clock.Advance(TimeSpan.FromSeconds(2));

        Catalog.FindCheck(Node, "service:api").Should().BeEquivalentTo(new { Status = CheckStatus.Critical, Output = "TTL expired (last output before timeout follows): well" });
    }

    [Fact]
    public void Ttl_WithReports_StaysAsReported()
    {
        Register("api", Ttl(30));
        for (var i = 0; i < 5; i++)
        {
            _agent.Report("service:api", CheckStatus.Warning, "", Anybody);
            _clock.Advance(TimeSpan.FromSeconds(20));
        }

        Catalog.FindCheck(Node, "service:api")!.Status.Should().Be(CheckStatus.Warning);
    }

    [Fact]
    public void Report_ForACheckWithoutTtl_IsRefused()
    {
        _agent.SetNodeMaintenance("", Anybody);

        var report = () => _agent.Report(AgentHealth.NodeMaintenanceId, CheckStatus.Passing, "", Anybody);

        report.Should().Throw<RefusalException>().WithMessage("CheckID \"_node_maintenance\" does not have associated TTL");
    }

    [Fact]
    public void Maintenance_OfTheNode_IsThatOfEveryService()
    {
        Register("api");

        _agent.SetNodeMaintenance("", Anybody);

        new AgentHealth(Table.Services["api"], [.. Table.ChecksFor("api")]).Status.Should().Be(CheckStatus.Maintenance);
        Catalog.FindCheck(Node, AgentHealth.NodeMaintenanceId)!.Notes.Should().StartWith("Maintenance mode is enabled for this node");
    }

    [Fact]
    public void Maintenance_Ended_LeavesNoTrace()
    {
        Register("api");
        _agent.SetServiceMaintenance("api", "upgrade", Anybody);
        _agent.SetServiceMaintenance("api", "again", Anybody);
        Table.Checks.Values.Should().ContainSingle().Which.Check.Notes.Should().Be("upgrade");

        _agent.SetServiceMaintenance("api", null, Anybody);

        Table.Checks.Should().BeEmpty();
    }

    [Theory]
    [InlineData("service")]
    [InlineData("check")]
    [InlineData("report")]
    [InlineData("maintenance")]
    public void Change_OfWhatIsNotThere_IsNotFound(string what)
    {
        Action change = what switch
        {
            "service" => () => _agent.DeregisterService("none", Anybody),
            "check" => () => _agent.DeregisterCheck("none", Anybody),
            "report" => () => _agent.Report("none", CheckStatus.Passing, "", Anybody),
            _ => () => _agent.SetServiceMaintenance("none", "", Anybody),
        };

        change.Should().Throw<RefusalException>().Which.Kind.Should().Be(RefusalKind.NotFound);
    }

    private static AgentCheckRequest Ttl(int seconds) => new() { Definition = new CheckDefinition { Ttl = seconds * GoDuration.Second } };

    private static CatalogService Service(string name) => new() { Node = Node, Id = name, Name = name };

    private void Register(string name, params AgentCheckRequest[] checks) => _agent.RegisterService(new AgentServiceRequest(Service(name), new(checks)), replaceChecks: false, Anybody);
}
