using PeeringServer.Core.Catalog;
using PeeringServer.Core.Peerings;
using PeeringServer.Core.State;

namespace PeeringServer.Core.Tests.Exports;

public sealed class ServiceImportsTests
{
    private const string PeeringId = "id-of-p";

    private readonly ClusterState _state = new();
    private readonly PeeringStore _peerings;
    private readonly ServiceImports _imports;

    public ServiceImportsTests()
    {
        _peerings = new PeeringStore(_state);
        _imports = new ServiceImports(_state);
        _peerings.Put(new Peering { Id = PeeringId, Name = "p" });
    }

    private PeerCatalog Imported => _state.Current.Catalog.Of("p");

    [Theory]
    [InlineData("n1", "n1")]
    [InlineData("n1", "n2")]
    public void Replace_TwoInstances_AreStoredUnderThePeersName(string first, string second)
    {
        Replace("web", Instance("web", "web-1", first, Check("web-1"), Check("")), Instance("web", "web-2", second, Check("web-2")));

        Shown().Should().Be($"{first}/web-1 {second}/web-2");
        Imported.Checks.Select(static check => check.Id).Should().BeEquivalentTo("of-web-1", "of-", "of-web-2");
        Imported.Nodes.Select(static node => node.PeerName)
            .Concat(Imported.Services.Select(static service => service.PeerName))
            .Concat(Imported.Checks.Select(static check => check.PeerName))
            .Should().AllBe("p");
    }

    [Fact]
    public void Replace_LeavesTheClustersOwnAlone()
    {
        Own(edit => edit.Put(new CatalogNode { Name = "n1", Address = "192.168.0.1" }), edit => edit.Put(new CatalogService { Node = "n1", Id = "web-1", Name = "web", Port = 1 }));
        var own = _state.Current.Catalog.Local;

        Replace("web", Instance("web", "web-1", "n1"));
        Replace("web");

        _state.Current.Catalog.Local.Should().BeSameAs(own);
    }

    [Fact]
    public void Replace_OfTwoPeers_AreKeptApart()
    {
        _peerings.Put(new Peering { Id = "id-of-q", Name = "q" });
        Replace("web", Instance("web", "web-1", "n1"));

        _imports.Replace("id-of-q", "web", [Instance("web", "web-9", "n1")]);
        Replace("web");

        Imported.Services.Should().BeEmpty();
        _state.Current.Catalog.Of("q").Services.Should().ContainSingle().Which.Id.Should().Be("web-9");
    }

    [Fact]
    public void Replace_ByNothing_LeavesOtherServicesOfTheNode()
    {
        Replace("web", Instance("web", "web-1", "n1", Check("web-1")), Instance("web", "web-2", "n2"));
        Replace("db", Instance("db", "db-1", "n1", Check("db-1")));

        Replace("web");

        Shown().Should().Be("n1/db-1");
        Imported.Nodes.Should().ContainSingle("a node goes with its last service").Which.Name.Should().Be("n1");
        Imported.Checks.Should().ContainSingle().Which.Id.Should().Be("of-db-1");
    }

    [Fact]
    public void Replace_WithoutAStoredCheck_RemovesIt()
    {
        Replace("web", Instance("web", "web-1", "n1", Check("web-1"), Check("")));
        Replace("db", Instance("db", "db-1", "n1", Check("db-1"), Check("")));

        Replace("web", Instance("web", "web-1", "n1", Check("")));
        Imported.Checks.Select(static check => check.Id).Should().BeEquivalentTo("of-db-1", "of-");
        Replace("web", Instance("web", "web-1", "n1"));

        Imported.Checks.Select(static check => check.Id).Should().BeEquivalentTo(["of-db-1"], "a check of the node goes for all services on it");
    }

    [Fact]
    public void Replace_OneIdByAnother_TakesTheChecksWithIt()
    {
        Replace("web", Instance("web", "web-1", "n1", Check("web-1")));

        Replace("web", Instance("web", "web-2", "n1", Check("web-2")));

        Shown().Should().Be("n1/web-2");
        Imported.Checks.Should().ContainSingle().Which.Id.Should().Be("of-web-2");
    }

    [Fact]
    public void Replace_ByTheSame_TakesNoIndex()
    {
        Replace("web", Instance("web", "web-1", "n1", Check("web-1")));
        var before = _state.Current;

        Replace("web", Instance("web", "web-1", "n1", Check("web-1")));

        _state.Current.Should().BeSameAs(before);
    }

    [Fact]
    public void Replace_ThatIsRefused_ChangesNothing()
    {
        Replace("web", Instance("web", "web-1", "n1"));
        var before = _state.Current;

        var refused = () => Replace("web", Instance("web", "web-2", "n1"), Instance("web", "web-3", "n1", Check("nobody")));

        refused.Should().Throw<RefusalException>();
        _state.Current.Should().BeSameAs(before);
    }

    [Fact]
    public void Keep_RemovesWhatIsNotListed_WithItsProxies()
    {
        foreach (var name in new[] { "web", "web-sidecar-proxy", "db", "db-sidecar-proxy" })
        {
            Replace(name, Instance(name, $"{name}-1", "n1"));
        }

        _imports.Keep(PeeringId, ["web", "unheard-of"]);
        Shown().Should().Be("n1/web-1 n1/web-sidecar-proxy-1");
        _imports.Keep(PeeringId, []);

        Imported.Nodes.Should().BeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AnEndedPeering_TakesNothing_AndLosesAll(bool isDeleted)
    {
        Replace("web", Instance("web", "web-1", "n1", Check("web-1")));
        _imports.Any(_state.Current.Peerings.Find("p")!).Should().BeTrue();
        if (isDeleted)
        {
            _peerings.MarkForDeletion("p", DateTimeOffset.UnixEpoch);
        }
        else
        {
            _peerings.Terminate(PeeringId);
        }

        Replace("late", Instance("late", "late-1", "n2"));
        _imports.Keep(PeeringId, []);
        Shown().Should().Be("n1/web-1");
        _imports.RemoveAll(PeeringId);

        (Imported.Nodes.Count() + Imported.Services.Count() + Imported.Checks.Count()).Should().Be(0);
        _imports.Any(_state.Current.Peerings.Find("p")!).Should().BeFalse();
    }

    [Fact]
    public void RemoveAll_OfAPeeringThatIsNotThere_ChangesNothing()
    {
        var before = _state.Current;

        _imports.RemoveAll("nobody");
        _imports.Replace("nobody", "web", [Instance("web", "web-1", "n1")]);

        _state.Current.Should().BeSameAs(before);
    }

    private void Replace(string service, params CheckServiceNode[] instances) => _imports.Replace(PeeringId, service, instances);

    private void Own(params Action<CatalogEdit>[] changes)
    {
        foreach (var change in changes)
        {
            _state.Write(transaction => change(new CatalogEdit(transaction)));
        }
    }

    private string Shown() => string.Join(' ', Imported.Services.Select(static service => $"{service.Node}/{service.Id}"));

    private static CheckServiceNode Instance(string service, string id, string node, params CatalogCheck[] checks) => new(
        new CatalogNode { Name = node, Address = "10.0.0.1", PeerName = "whatever-the-other-side-calls-it" },
        new CatalogService { Node = node, Id = id, Name = service, Port = 80 },
        [.. checks.Select(check => check with { Node = node })]);

    private static CatalogCheck Check(string service) => new() { Node = "", Id = $"of-{service}", Status = CheckStatus.Passing, ServiceId = service };
}
