using PeeringServer.Core.Catalog;
using PeeringServer.Core.State;

namespace PeeringServer.Core.Tests.Catalog;

public sealed class CatalogEditTests
{
    private const string Node = "ext";

    private readonly ClusterState _state = new();

    private PeerCatalog Catalog => _state.Current.Catalog.Local;

    private ulong Index => _state.Current.Index;

    [Fact]
    public void PutNode_Unchanged_TakesNoIndex()
    {
        Edit(edit => edit.Put(NodeOf(Node)));
        var before = Index;

        Edit(edit => edit.Put(NodeOf(Node)));

        Index.Should().Be(before);
    }

    [Fact]
    public void PutNode_InOtherCase_IsTheSameNode()
    {
        Edit(edit => edit.Put(NodeOf(Node)));

        Edit(edit => edit.Put(NodeOf("EXT") with { Address = "10.0.0.2" }));

        Catalog.Nodes.Should().ContainSingle().Which.Address.Should().Be("10.0.0.2");
    }

    [Fact]
    public void PutNode_Changed_MovesTheIndexesOfItsServices()
    {
        Edit(edit => edit.Put(NodeOf(Node)), edit => edit.Put(Service("web")), edit => edit.Put(NodeOf(Node) with { Address = "10.0.0.2" }));

        Catalog.IndexOfService("web", exists: true, withChecks: false).Should().Be(Index);
        Catalog.ServicesIndex.Should().Be(Index - 1);
    }

    [Fact]
    public void PutNode_SameIdUnderAnotherName_RenamesIt()
    {
        var id = Guid.NewGuid().ToString();
        Edit(edit => edit.Put(NodeOf(Node) with { Id = id }), edit => edit.Put(Service("web")), edit => edit.Put(NodeOf("other") with { Id = id }));

        Catalog.Nodes.Should().ContainSingle().Which.Name.Should().Be("other");
        Catalog.Services.Should().BeEmpty();
    }

    [Fact]
    public void PutNode_NameOfAHealthyNodeWithAnotherId_IsRefused()
    {
        var holder = Guid.NewGuid().ToString();
        var id = Guid.NewGuid().ToString();
        Edit(edit => edit.Put(NodeOf(Node) with { Id = holder }), edit => edit.Put(Check(OwnRegistration.SerfCheckId) with { Status = CheckStatus.Passing }));

        var refused = () => Edit(edit => edit.Put(NodeOf(Node) with { Id = id }));

        refused.Should().Throw<RefusalException>().WithMessage(
            $"failed inserting node: Error while renaming Node ID: \"{id}\": Node name {Node} is reserved by node {holder} with name {Node} (10.0.0.1)");
    }

    [Fact]
    public void PutService_New_MovesNodesServicesAndItsOwn()
    {
        Edit(edit => edit.Put(NodeOf(Node)), edit => edit.Put(Service("web")));

        new[] { Catalog.NodesIndex, Catalog.ServicesIndex, Catalog.NodeIndexes[Node], Catalog.ServiceIndexes["web"] }.Should().AllBeEquivalentTo(Index);
        Catalog.ChecksIndex.Should().Be(0);
    }

    [Fact]
    public void PutService_UnderAnotherName_LeavesTheFormerName()
    {
        Edit(edit => edit.Put(NodeOf(Node)), edit => edit.Put(Service("web")), edit => edit.Put(Service("web") with { Name = "shop" }));

        Catalog.ServicesNamed("web").Should().BeEmpty();
        Catalog.ServicesNamed("shop").Should().ContainSingle();
        Catalog.ServiceExtinctionIndex.Should().Be(Index);
    }

    [Fact]
    public void PutService_WithoutItsNode_IsRefused()
    {
        var refused = () => Edit(edit => edit.Put(Service("web")));

        refused.Should().Throw<RefusalException>().WithMessage("Missing node registration");
        Index.Should().Be(ClusterSnapshot.Initial.Index);
    }

    [Fact]
    public void PutCheck_OfTheNode_MovesTheIndexOfEveryServiceOnIt()
    {
        Edit(edit => edit.Put(NodeOf(Node)), edit => edit.Put(Service("web")), edit => edit.Put(Service("db")), edit => edit.Put(Check("mem")));

        Catalog.ServiceIndexes.Values.Should().AllBeEquivalentTo(Index);
        Catalog.ChecksIndex.Should().Be(Index);
        Catalog.ServicesIndex.Should().Be(Index - 1);
    }

    [Fact]
    public void PutCheck_OfAService_MovesThatServiceAlone()
    {
        Edit(edit => edit.Put(NodeOf(Node)), edit => edit.Put(Service("web")), edit => edit.Put(Service("db")), edit => edit.Put(Check("up") with { ServiceId = "web" }));

        Catalog.ServiceIndexes["web"].Should().Be(Index);
        Catalog.ServiceIndexes["db"].Should().Be(Index - 1);
        Catalog.FindCheck(Node, "up").Should().BeEquivalentTo(new { ServiceName = "web", Status = CheckStatus.Critical });
    }

    [Fact]
    public void PutCheck_OfAMissingService_IsRefused()
    {
        Edit(edit => edit.Put(NodeOf(Node)));

        var refused = () => Edit(edit => edit.Put(Check("up") with { ServiceId = "web" }));

        refused.Should().Throw<RefusalException>().WithMessage("Missing service registration");
    }

    [Fact]
    public void RemoveService_LastInstance_LeavesTheIndexOfItsEnd()
    {
        Edit(edit => edit.Put(NodeOf(Node)), edit => edit.Put(Service("web")), edit => edit.Put(Check("up") with { ServiceId = "web" }), edit => edit.RemoveService(Node, "web"));

        Catalog.IndexOfService("web", exists: false, withChecks: true).Should().Be(Index);
        Catalog.Checks.Should().BeEmpty();
    }

    [Fact]
    public void RemoveService_OneOfTwo_MovesTheIndexOfTheName()
    {
        Edit(edit => edit.Put(NodeOf(Node)), edit => edit.Put(Service("web")), edit => edit.Put(Service("web") with { Id = "web-2" }), edit => edit.RemoveService(Node, "web"));

        Catalog.IndexOfService("web", exists: true, withChecks: false).Should().Be(Index);
        Catalog.ServiceExtinctionIndex.Should().Be(0);
    }

    [Fact]
    public void RemoveNode_WithAll_LeavesNothingButIndexes()
    {
        Edit(edit => edit.Put(NodeOf(Node)), edit => edit.Put(Service("web")), edit => edit.Put(Check("mem")), edit => edit.RemoveNode(Node));

        Catalog.Should().BeEquivalentTo(new { ByNode = new Dictionary<string, NodeEntry>(), ByService = new Dictionary<string, object>(), NodesIndex = Index, ServicesIndex = Index, ChecksIndex = Index, NodeExtinctionIndex = Index });
    }

    [Fact]
    public void Remove_WhatIsNotThere_TakesNoIndex()
    {
        Edit(edit => edit.Put(NodeOf(Node)));
        var before = Index;

        Edit(edit => edit.RemoveNode("nobody"), edit => edit.RemoveService(Node, "none"), edit => edit.RemoveCheck(Node, "none"));

        Index.Should().Be(before);
    }

    [Fact]
    public void Put_FromAPeer_StaysApartFromTheLocalCatalog()
    {
        Edit(edit => edit.Put(NodeOf(Node)));
        _state.Write(transaction =>
        {
            var edit = new CatalogEdit(transaction, "alpha");
            edit.Put(NodeOf(Node) with { Datacenter = "dc9" });
            edit.Put(Service("web"));
        });

        Catalog.Services.Should().BeEmpty();
        Catalog.NodesIndex.Should().Be(Index - 1);
        _state.Current.Catalog.Of("ALPHA").ServicesNamed("web").Should().ContainSingle().Which.PeerName.Should().Be("alpha");
        _state.Current.Catalog.Of("beta").Should().BeSameAs(PeerCatalog.Empty);
    }

    [Theory]
    [InlineData("node", true)]
    [InlineData("other-node", false)]
    [InlineData("service", false)]
    public void WaitForANode_WakesForItAlone(string change, bool isWoken)
    {
        Edit(edit => edit.Put(NodeOf(Node)), edit => edit.Put(NodeOf("other")), edit => edit.Put(Service("web") with { Node = "other" }));
        using var lease = _state.Watch(CatalogReads.Node(CatalogTable.LocalPeer, Node).Topic);

        Edit(edit =>
        {
            if (change == "service")
            {
                edit.Put(Service("web") with { Node = "other", Port = 81 });
            }
            else
            {
                edit.Put(NodeOf(change == "node" ? Node : "other") with { Address = "10.0.0.9" });
            }
        });

        lease.Changed.IsCompleted.Should().Be(isWoken);
    }

    private static CatalogNode NodeOf(string name) => new() { Name = name, Address = "10.0.0.1", Datacenter = "dc1" };

    private static CatalogService Service(string name) => new() { Node = Node, Id = name, Name = name, Port = 80 };

    private static CatalogCheck Check(string id) => new() { Node = Node, Id = id, Name = id };

    private void Edit(params Action<CatalogEdit>[] changes)
    {
        foreach (var change in changes)
        {
            _state.Write(transaction => change(new CatalogEdit(transaction)));
        }
    }
}
