using FsCheck;
using FsCheck.Fluent;
using PeeringServer.Core.Catalog;
using PeeringServer.Core.State;

namespace PeeringServer.Core.Tests.Catalog;

/// <summary>Whatever is registered and removed in whatever order: indexes only grow, and every view says the same.</summary>
public sealed class CatalogPropertyTests
{
    private static readonly string[] Nodes = ["a", "B", "c"];
    private static readonly string[] Ids = ["1", "2", "x"];
    private static readonly string[] Names = ["web", "Db"];
    private static readonly string[] States = [CheckStatus.Passing, CheckStatus.Critical];

    [Fact]
    public void AnySequence_KeepsIndexesGrowingAndViewsConsistent() =>
        Prop.ForAll(Sequences().ToArbitrary(), steps =>
        {
            var state = new ClusterState();
            foreach (var step in steps)
            {
                var before = state.Current;
                try
                {
                    state.Write(transaction => step.Run(new CatalogEdit(transaction)));
                }
                catch (RefusalException)
                {
                    state.Current.Should().BeSameAs(before, "a refusal changes nothing");
                }

                Grows(before.Catalog.Local, state.Current.Catalog.Local, state.Current.Index);
                Agrees(state.Current.Catalog.Local);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void AnyChange_WakesWhoReadsWhatChanged() =>
        Prop.ForAll(Sequences().ToArbitrary(), steps =>
        {
            var state = new ClusterState();
            foreach (var step in steps)
            {
                var reads = Names.Select(static name => CatalogReads.Instances("", name, [], withChecks: true)).ToList();
                var before = reads.ConvertAll(read => read.Read(state.Current.Catalog));
                var leases = reads.ConvertAll(read => state.Watch(read.Topic));
                Record.Exception(() => state.Write(transaction => step.Run(new CatalogEdit(transaction))));
                for (var i = 0; i < reads.Count; i++)
                {
                    var after = reads[i].Read(state.Current.Catalog);
                    var isSame = after.Value.Select(Shown).SequenceEqual(before[i].Value.Select(Shown));
                    (isSame || leases[i].Changed.IsCompleted).Should().BeTrue("{0} changed what a reader of {1} sees", step.Text, Names[i]);
                    (isSame || after.Index > before[i].Index).Should().BeTrue("{0} is newer than what was seen", step.Text);
                    leases[i].Dispose();
                }
            }

            state.WatchedTopics.Should().Be(0);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    private static string Shown(CheckServiceNode instance) =>
        $"{instance.Node} {instance.Service} {string.Join(',', instance.Checks)}";

    private static void Grows(PeerCatalog before, PeerCatalog after, ulong index)
    {
        (ulong, ulong)[] pairs =
        [
            (before.NodesIndex, after.NodesIndex),
            (before.ServicesIndex, after.ServicesIndex),
            (before.ChecksIndex, after.ChecksIndex),
            (before.ServiceExtinctionIndex, after.ServiceExtinctionIndex),
            (before.NodeExtinctionIndex, after.NodeExtinctionIndex),
        ];
        pairs.Should().OnlyContain(pair => pair.Item1 <= pair.Item2 && pair.Item2 <= index);
        after.ServiceIndexes.All(pair => before.ServiceIndexes.GetValueOrDefault(pair.Key) <= pair.Value).Should().BeTrue();
        foreach (var name in Names)
        {
            var shown = Reading(after, name).Index >= Reading(before, name).Index;
            shown.Should().BeTrue("the index that a reader of {0} gets does not go back", name);
        }
    }

    private static Reading<int> Reading(PeerCatalog catalog, string name)
    {
        var reading = CatalogReads.Instances("", name, [], withChecks: true).Read(CatalogTable.Empty.With("", catalog));
        return new(reading.Index, reading.Value.Length);
    }

    private static void Agrees(PeerCatalog catalog)
    {
        catalog.ByService.Values.SelectMany(static keys => keys).Should().OnlyHaveUniqueItems().And.HaveCount(catalog.Services.Count());
        catalog.ByService.Keys.Should().BeEquivalentTo(catalog.ServiceIndexes.Keys);
        catalog.ByNode.Keys.Should().BeEquivalentTo(catalog.NodeIndexes.Keys);
        foreach (var name in Names)
        {
            catalog.ServicesNamed(name).All(service => string.Equals(service.Name, name, StringComparison.OrdinalIgnoreCase)).Should().BeTrue();
        }

        foreach (var check in catalog.Checks.Where(static check => check.ServiceId.Length > 0))
        {
            catalog.FindService(check.Node, check.ServiceId).Should().NotBeNull("a check goes with what it is about");
        }
    }

    private static Gen<List<Step>> Sequences() => Steps().ListOf().Select(static steps => steps.ToList());

    private static Gen<Step> Steps()
    {
        var node = Gen.Elements(Nodes);
        var id = Gen.Elements(Ids);
        var number = Gen.Choose(1, 3);
        return Gen.OneOf(
            node.SelectMany(_ => number, static (name, n) => new Step($"node {name} {n}", edit => edit.Put(new CatalogNode { Name = name, Address = $"10.0.0.{n}" }))),
            Gen.Zip(node, id).SelectMany(_ => Gen.Zip(Gen.Elements(Names), number), static (place, what) => new Step(
                $"service {place} {what}",
                edit => edit.Put(new CatalogService { Node = place.Item1, Id = place.Item2, Name = what.Item1, Port = what.Item2 }))),
            Gen.Zip(node, id).SelectMany(_ => Gen.Zip(Gen.Elements(Ids.Append("").ToArray()), Gen.Elements(States)), static (place, what) => new Step(
                $"check {place} {what}",
                edit => edit.Put(new CatalogCheck { Node = place.Item1, Id = place.Item2, ServiceId = what.Item1, Status = what.Item2 }))),
            node.Select(static name => new Step($"remove {name}", edit => edit.RemoveNode(name))),
            Gen.Zip(node, id).Select(static place => new Step($"remove service {place}", edit => edit.RemoveService(place.Item1, place.Item2))),
            Gen.Zip(node, id).Select(static place => new Step($"remove check {place}", edit => edit.RemoveCheck(place.Item1, place.Item2))));
    }

    private sealed record Step(string Text, Action<CatalogEdit> Run)
    {
        public override string ToString() => Text;
    }
}
