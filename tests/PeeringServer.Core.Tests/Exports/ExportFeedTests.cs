using PeeringServer.Core.Catalog;
using PeeringServer.Core.ConfigEntries;
using PeeringServer.Core.Exports;
using static PeeringServer.Core.Tests.Exports.ExportingCluster;

namespace PeeringServer.Core.Tests.Exports;

public sealed class ExportFeedTests
{
    private readonly ExportingCluster _cluster = new();

    [Fact]
    public void Next_WithoutAnExport_HasNothing()
    {
        _cluster.Register("web");
        var feed = _cluster.Feed();

        Show(Next(feed)).Should().Be("[] ");
        feed.IsExporting.Should().BeFalse();
    }

    [Fact]
    public void Next_NamedServices_AreInOrder_AndCountWithoutInstancesToo()
    {
        _cluster.Register("web");
        _cluster.Export("web", "db");
        var feed = _cluster.Feed();

        Show(Next(feed)).Should().Be("[db,web] db:0 web:1");
        feed.IsExporting.Should().BeTrue();
    }

    [Fact]
    public void Next_Unchanged_RepeatsNamesOnly()
    {
        _cluster.Register("web");
        _cluster.Export("web");
        var feed = _cluster.Feed();
        Next(feed);

        Show(Next(feed)).Should().Be("[web] ");
    }

    [Fact]
    public void Next_Wildcard_IsTheOrdinaryServicesButTheServers()
    {
        _cluster.Register("web", "api", "consul");
        _cluster.Register(edit => edit.Put(Gateway("gateway")), edit => edit.Put(Sidecar("other")));
        _cluster.Export("*");
        var feed = _cluster.Feed();

        Show(Next(feed)).Should().Be("[api,web] api:1 web:1");
        _cluster.Register("cache");
        Show(Next(feed)).Should().Be("[api,cache,web] cache:1");
        _cluster.Register(static edit => edit.RemoveService(Node, "api-1"));
        Show(Next(feed)).Should().Be("[cache,web] -api");
    }

    [Fact]
    public void Next_WildcardOfAServiceThatTurnsIntoAGateway_LosesIt()
    {
        _cluster.Register("web", "edge");
        _cluster.Export("*");
        var feed = _cluster.Feed();
        Next(feed);

        _cluster.Register(static edit => edit.Put(Service("edge") with { Kind = ServiceKinds.TerminatingGateway }));

        Show(Next(feed)).Should().Be("[web] -edge");
    }

    [Fact]
    public void Next_TheServersOwnService_IsNeverExported()
    {
        _cluster.Register("consul");
        _cluster.Export("consul");

        Show(Next(_cluster.Feed())).Should().Be("[] ");
    }

    [Fact]
    public void Next_SeveralConsumers_EachGetTheirs()
    {
        _cluster.Peer("q");
        _cluster.Register("web", "db", "api");
        _cluster.Export(("web", ["p", "q"]), ("db", ["q"]), ("api", ["stranger"]));

        Show(Next(_cluster.Feed())).Should().Be("[web] web:1");
        Show(Next(_cluster.Feed("q"))).Should().Be("[db,web] db:1 web:1");
    }

    [Fact]
    public void Next_ExportedAgain_IsSentAgain()
    {
        _cluster.Register("web", "db");
        _cluster.Export("web", "db");
        var feed = _cluster.Feed();
        Next(feed);

        _cluster.Export("db");
        Show(Next(feed)).Should().Be("[db] -web");
        _cluster.Export("web", "db");
        Show(Next(feed)).Should().Be("[db,web] web:1");
        _cluster.ExportNothing();
        Show(Next(feed)).Should().Be("[] -db -web");
        feed.IsExporting.Should().BeFalse();
    }

    [Fact]
    public void Next_AnotherService_IsNoChange()
    {
        _cluster.Register("web", "db");
        _cluster.Export("web");
        var feed = _cluster.Feed();
        Next(feed);

        _cluster.Register(static edit => edit.Put(Service("db") with { Port = 81 }));

        Show(Next(feed)).Should().Be("[web] ");
    }

    [Fact]
    public void Next_InstancesNodeOrChecksChange_ShowsTheServiceAnew()
    {
        _cluster.Register("web");
        _cluster.Export("web");
        var feed = _cluster.Feed();
        Single(Next(feed)).Checks.Should().BeEmpty();

        _cluster.Register(static edit => edit.Put(Service("web") with { Port = 81 }));
        Single(Next(feed)).Service.Port.Should().Be(81);
        _cluster.Register(static edit => edit.Put(new CatalogNode { Name = Node, Address = "10.0.0.2" }));
        Single(Next(feed)).Node.Address.Should().Be("10.0.0.2");
        _cluster.Register(static edit => edit.Put(Check("node", CheckStatus.Passing)));
        Single(Next(feed)).Checks.Should().ContainSingle();
        _cluster.Register(static edit => edit.RemoveCheck(Node, "node"));
        Single(Next(feed)).Checks.Should().BeEmpty();
        _cluster.Register(static edit => edit.RemoveNode(Node));
        Show(Next(feed)).Should().Be("[web] web:0");
        _cluster.Register(static edit => edit.Put(new CatalogNode { Name = Node }), static edit => edit.Put(Service("web")));
        Show(Next(feed)).Should().Be("[web] web:1");
    }

    [Theory]
    [InlineData(CheckStatus.Passing, CheckStatus.Passing, CheckStatus.Passing)]
    [InlineData(CheckStatus.Passing, CheckStatus.Warning, CheckStatus.Warning)]
    [InlineData(CheckStatus.Critical, CheckStatus.Warning, CheckStatus.Critical)]
    public void Next_Checks_AreOneThatIsTheWorst(string ofNode, string ofService, string worst)
    {
        _cluster.Register("web");
        _cluster.Register(edit => edit.Put(Check("node", ofNode)), edit => edit.Put(Check("http", ofService, "web-1")));
        _cluster.Export("web");

        Single(Next(_cluster.Feed())).Checks.Should().Equal(
            new CatalogCheck { Node = Node, Id = "web-1:overall-check", Name = "overall-check", Status = worst, ServiceId = "web-1", ServiceName = "web" });
    }

    [Fact]
    public void Next_OnlyOrdinaryInstancesAreSent_WithoutTheirPartInTheMesh()
    {
        _cluster.Register(
            static edit => edit.Put(Service("web") with { Connect = new ServiceConnect(Native: true), Proxy = new ServiceProxy { Mode = "direct" } }),
            static edit => edit.Put(Service("web") with { Id = "edge", Kind = ServiceKinds.TerminatingGateway }));
        _cluster.Export("web");

        var service = Single(new ExportRound([], [.. Next(_cluster.Feed()).Changed.Where(static export => export.Name == "web")], [])).Service;

        (service.Id, service.Connect, service.Proxy).Should().Be(("web-1", ServiceConnect.None, ServiceProxy.None));
    }

    [Fact]
    public void Next_WithASidecar_BringsAnInstanceForEachGateway()
    {
        _cluster.Register("web");
        _cluster.Register(static edit => edit.Put(Sidecar("web")));
        _cluster.Export("web");
        var feed = _cluster.Feed();

        Show(Next(feed)).Should().Be("[web] web:1 web-sidecar-proxy:0");
        _cluster.Register(static edit => edit.Put(Gateway("gw-a")), static edit => edit.Put(Check("gw", CheckStatus.Warning, "gw-a")));
        var instance = Single(Next(feed));
        _cluster.Register(static edit => edit.Put(Gateway("gw-b", 8444)));
        var both = Next(feed).Changed.Single();

        instance.Service.Should().Be(new CatalogService
        {
            Node = Node,
            Kind = ServiceKinds.ConnectProxy,
            Id = "web-sidecar-proxy-instance-0",
            Name = "web-sidecar-proxy",
            Address = "10.0.0.9",
            Port = 8443,
            Proxy = new ServiceProxy { DestinationServiceName = "web", DestinationServiceId = "web-instance-0" },
            Connect = new ServiceConnect(PeerMeta: new PeeringServiceMeta(
                new([$"web.default.default.p.external.{_cluster.Domain.Name}"]),
                new([$"spiffe://{_cluster.Domain.Name}/ns/default/dc/dc1/svc/web", $"spiffe://{_cluster.Domain.Name}/gateway/mesh/dc/dc1"]),
                "tcp")),
        });
        instance.Checks.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Id = "web-sidecar-proxy-instance-0:overall-check", Status = CheckStatus.Warning });
        both.Instances.Select(static found => (found.Service.Id, found.Service.Port)).Should().Equal(("web-sidecar-proxy-instance-0", 8443), ("web-sidecar-proxy-instance-1", 8444));
    }

    [Theory]
    [InlineData("gw-a", 8444)]
    [InlineData("gw-b", 8443)]
    public void Next_OneOfTwoGatewaysGone_LeavesTheOther(string gone, int left)
    {
        _cluster.Register("web");
        _cluster.Register(static edit => edit.Put(Sidecar("web")), static edit => edit.Put(Gateway("gw-a")), static edit => edit.Put(Gateway("gw-b", 8444)));
        _cluster.Export("web");
        var feed = _cluster.Feed();
        Next(feed);

        _cluster.Register(edit => edit.RemoveService(Node, gone));

        Single(Next(feed)).Service.Port.Should().Be(left);
    }

    [Fact]
    public void Next_NativeService_HasAWayThroughTheMeshUntilItIsNativeNoMore()
    {
        _cluster.Register(static edit => edit.Put(Service("web") with { Connect = new ServiceConnect(Native: true) }), static edit => edit.Put(Gateway("gateway")));
        _cluster.Export("web");
        var feed = _cluster.Feed();

        Show(Next(feed)).Should().Be("[web] web:1 web-sidecar-proxy:1");
        _cluster.Register("web");
        Show(Next(feed)).Should().Be("[web] web:1 web-sidecar-proxy:0");
        Show(Next(feed)).Should().Be("[web] ");
    }

    [Theory]
    [InlineData(ConfigEntryKinds.ServiceResolver)]
    [InlineData(ConfigEntryKinds.ServiceRouter)]
    [InlineData(ConfigEntryKinds.ServiceSplitter)]
    public void Next_RoutedService_HasAWayThroughTheMesh(string kind)
    {
        _cluster.Register(static edit => edit.Put(Gateway("gateway")));
        _cluster.Put(ConfigEntryKinds.ServiceDefaults, "mongo", ("Protocol", "grpc"));
        _cluster.Put(kind, "mongo", kind == ConfigEntryKinds.ServiceSplitter ? ("Splits", new List<object?> { Members(("Weight", 100.0)) }) : ("Meta", null));
        _cluster.Export("mongo");

        Show(Next(_cluster.Feed())).Should().Be("[mongo] mongo:0 mongo-sidecar-proxy:1");
    }

    [Fact]
    public void Next_Protocol_IsTheServicesOwnElseThatOfAllProxies()
    {
        _cluster.Register(static edit => edit.Put(Gateway("gateway")));
        _cluster.Put(ConfigEntryKinds.ServiceResolver, "mongo");
        _cluster.Export("mongo");
        var feed = _cluster.Feed();

        Protocol(Next(feed)).Should().Be("tcp");
        _cluster.Put(ConfigEntryKinds.ProxyDefaults, "global", ("Config", Members(("protocol", "http"))));
        Protocol(Next(feed)).Should().Be("http");
        _cluster.Put(ConfigEntryKinds.ServiceDefaults, "mongo", ("Protocol", "grpc"));
        Protocol(Next(feed)).Should().Be("grpc");
    }

    [Fact]
    public void Next_ForAPeeringThatEnded_IsEmpty()
    {
        _cluster.Register("web");
        _cluster.Export("web");
        var feed = _cluster.Feed();
        Next(feed);

        _cluster.Peerings.MarkForDeletion("p", DateTimeOffset.UnixEpoch);

        Show(Next(feed)).Should().Be("[] -web");
        Show(Next(_cluster.Feed("nobody"))).Should().Be("[] ");
    }

    private ExportRound Next(ExportFeed feed)
    {
        var round = feed.Next(_cluster.State.Current);
        return round with { Changed = [.. round.Changed] };
    }

    private static CheckServiceNode Single(ExportRound round) => round.Changed.Should().ContainSingle().Which.Instances.Should().ContainSingle().Which;

    private static string Protocol(ExportRound round) =>
        round.Changed.Single(static export => export.Name == "mongo-sidecar-proxy").Instances.Single().Service.Connect.PeerMeta!.Protocol;

    /// <summary>Names, then what changed with the number of its instances, then what was dropped.</summary>
    private static string Show(ExportRound round) => $"[{string.Join(',', round.Names)}] "
        + string.Join(' ', round.Changed.Select(static export => $"{export.Name}:{export.Instances.Length}").Concat(round.Dropped.Order(StringComparer.Ordinal).Select(static name => $"-{name}")));
}
