using Microsoft.Extensions.Logging.Abstractions;
using PeeringServer.Core.Acl;
using PeeringServer.Core.Catalog;
using PeeringServer.Testing;

namespace PeeringServer.Core.Tests.State;

/// <summary>Another server's state in a server that goes on to be itself.</summary>
public sealed class ClusterRestoreTests : IDisposable
{
    private readonly VirtualTimeProvider _clock = new();
    private readonly Cluster _source;
    private readonly Cluster _target;

    public ClusterRestoreTests()
    {
        _source = Start("source", "aaaaaaaa-1111-2222-3333-444444444444");
        _target = Start("target", "bbbbbbbb-1111-2222-3333-444444444444");
    }

    private PeerCatalog Catalog => _target.State.Current.Catalog.Local;

    [Fact]
    public void Restore_OfAnotherServersState_KeepsThisServerAndDropsThatOne()
    {
        _clock.Advance(TimeSpan.FromMinutes(1));
        _source.OwnNode.CatchUp();
        _target.OwnNode.CatchUp();
        RegisterService(_source, "api", seconds: 10);

        _target.Restore(_source.State.Current);

        Catalog.Nodes.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Name = "target", Id = "bbbbbbbb-1111-2222-3333-444444444444" });
        Catalog.Nodes.Single().TaggedAddresses.Should().NotBeNull("the agent has been there all the time");
        Catalog.Services.Select(static service => (service.Node, service.Name)).Should().BeEquivalentTo([("target", "consul"), ("target", "api")]);
        Catalog.FindCheck("target", OwnRegistration.SerfCheckId)!.Status.Should().Be(CheckStatus.Passing);
        _target.State.Current.Catalog.Coordinates.Nodes.Should().Equal("target");
    }

    [Fact]
    public void Restore_WithTheNameOfThisServer_TakesItOver()
    {
        using var namesake = Start("target", "cccccccc-1111-2222-3333-444444444444");

        _target.Restore(namesake.State.Current);

        Catalog.Nodes.Should().ContainSingle().Which.Id.Should().Be("bbbbbbbb-1111-2222-3333-444444444444");
    }

    [Fact]
    public void Restore_Always_MovesEveryIndexOfTheCatalogOn()
    {
        for (var i = 0; i < 50; i++)
        {
            _target.State.Write(static transaction => transaction.Set(transaction.Snapshot));
        }

        var before = _target.State.Current.Index;
        _target.Restore(_source.State.Current);

        CatalogRead<System.Collections.Immutable.ImmutableArray<CheckServiceNode>>[] reads =
            [CatalogReads.Instances("", "consul", [], withChecks: true), CatalogReads.Instances("", "gone", [], withChecks: true)];
        reads.Should().OnlyContain(read => read.Read(_target.State.Current.Catalog).Index > before);
    }

    [Fact]
    public void Restore_TtlChecks_ExpireHereAndThoseOfBeforeDoNot()
    {
        RegisterService(_target, "before", seconds: 5);
        RegisterService(_source, "api", seconds: 10);
        _source.Agent.Report("service:api", CheckStatus.Passing, "", AllowAllAuthorizer.Instance);
        var snapshot = _source.State.Current;
        _source.Dispose();

        _target.Restore(snapshot);
        _clock.PendingTimers.Should().Be(1);
        Catalog.FindCheck("target", "service:api")!.Status.Should().Be(CheckStatus.Passing);
        _clock.Advance(TimeSpan.FromSeconds(11));

        Catalog.FindCheck("target", "service:api")!.Status.Should().Be(CheckStatus.Critical);
    }

    [Fact]
    public void Restore_WithServicesInFiles_HasThoseOfThisServersFiles()
    {
        _source.Agent.Configure(new AgentDefinitions { Services = [Request("theirs")] });
        _target.Agent.Configure(new AgentDefinitions { Services = [Request("ours")] });
        RegisterService(_source, "api", seconds: 10);

        _target.Restore(_source.State.Current);

        Catalog.Services.Select(static service => service.Name).Should().BeEquivalentTo("consul", "ours", "api");
        _target.State.Current.Agent.Checks.Values.Should().OnlyContain(check => check.RegisteredIndex == _target.State.Current.Index, "checks are made anew");

        static AgentServiceRequest Request(string name) => new(new CatalogService { Node = "", Id = name, Name = name }, new([]));
    }

    [Fact]
    public void Start_UnderAnIdOfItsOwnWithServicesInFiles_TakesTheNameOver()
    {
        using var next = new Cluster(
            new ClusterOptions { NodeName = "source", NodeId = "cccccccc-1111-2222-3333-444444444444" }, _clock, NullLoggerFactory.Instance, _source.State.Current);

        next.Agent.Configure(new AgentDefinitions { Services = [new(new CatalogService { Node = "", Id = "ours", Name = "ours" }, new([]))] });
        next.MarkStarted(new ServerEndpoints { ServerPort = 8300 });

        var catalog = next.State.Current.Catalog.Local;
        catalog.Nodes.Should().ContainSingle().Which.Id.Should().Be("cccccccc-1111-2222-3333-444444444444");
        catalog.Services.Select(static service => service.Name).Should().BeEquivalentTo("consul", "ours");
        catalog.FindCheck("source", OwnRegistration.SerfCheckId).Should().NotBeNull();
    }

    [Fact]
    public void Restore_ThatCannotBeKept_ChangesNothingAtAll()
    {
        var (domain, authority, state) = (_target.TrustDomain, _target.Authority, _target.State.Current);
        var restored = 0;
        _target.Restored += () => restored++;
        _target.State.Refuse(state, new RefusalException(RefusalKind.NotKept, "full"));

        _target.Invoking(cluster => cluster.Restore(_source.State.Current)).Should().Throw<RefusalException>();

        _target.TrustDomain.Should().BeSameAs(domain);
        _target.Authority.Should().BeSameAs(authority);
        _target.State.Current.Should().BeSameAs(state);
        restored.Should().Be(0);
    }

    [Fact]
    public void Expiry_WhenNothingCanBeKept_EndsNothing()
    {
        RegisterService(_target, "api", seconds: 5);
        _target.State.Refuse(_target.State.Current, new RefusalException(RefusalKind.NotKept, "full"));

        _clock.Invoking(static clock => clock.Advance(TimeSpan.FromSeconds(6))).Should().NotThrow();
    }

    public void Dispose()
    {
        _source.Dispose();
        _target.Dispose();
    }

    private static void RegisterService(Cluster cluster, string name, int seconds) => cluster.Agent.RegisterService(
        new AgentServiceRequest(
            new CatalogService { Node = cluster.Options.NodeName, Id = name, Name = name },
            new([new AgentCheckRequest { Definition = new CheckDefinition { Ttl = seconds * Core.GoText.GoDuration.Second } }])),
        replaceChecks: false,
        AllowAllAuthorizer.Instance);

    private Cluster Start(string name, string id)
    {
        var cluster = new Cluster(new ClusterOptions { NodeName = name, NodeId = id }, _clock, NullLoggerFactory.Instance);
        cluster.MarkStarted(new ServerEndpoints { ServerPort = 8300 });
        return cluster;
    }
}
