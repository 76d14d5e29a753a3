using PeeringServer.Core.Catalog;
using PeeringServer.Core.Exports;
using PeeringServer.Core.Peerings;
using PeeringServer.Core.State;
using PeeringServer.Peerstream.Messages;
using CheckServiceNode = PeeringServer.Peerstream.Messages.CheckServiceNode;

namespace PeeringServer.Peerstream.Tests.Messages;

public sealed class ExportedServiceCodecTests
{
    public static TheoryData<string> Files => [.. RecordedMessages.Files.Where(static file => Exported(file).Any())];

    [Theory]
    [MemberData(nameof(Files))]
    public void Service_OfARecording_DecodedStoredAndEncoded_IsAsItWas(string file)
    {
        foreach (var (name, message) in Exported(file).Where(static found => found.Service.Nodes.All(static instance => instance is { Node: not null, Service: not null })))
        {
            var state = new ClusterState();
            new PeeringStore(state).Put(new Peering { Id = "id", Name = "p" });
            new ServiceImports(state).Replace("id", name, ExportedServiceCodec.Decode(message));
            var catalog = state.Current.Catalog.Of("p");

            var again = ExportedServiceCodec.Encode(new ServiceExport(name, [.. catalog.ServicesNamed(name).Select(catalog.Describe)]));

            again.Should().Be(Completed(message), "of {0} in {1}", name, file);
        }
    }

    [Fact]
    public void Recordings_HaveServicesOfEverySort()
    {
        var all = RecordedMessages.Files.SelectMany(Exported).ToList();

        all.Should().HaveCountGreaterThan(20);
        all.Should().Contain(static found => found.Service.Nodes.Count > 1).And.Contain(static found => found.Service.Nodes.Count == 0);
        all.SelectMany(static found => found.Service.Nodes).Should().Contain(static instance => instance.Service != null && instance.Service.Connect != null);
    }

    private static IEnumerable<(string Name, ExportedService Service)> Exported(string file) => RecordedMessages.Read(file)
        .Where(static message => message.Refusal is null)
        .Select(MessageJson.Parse)
        .OfType<ReplicationMessage>()
        .Where(static message => message.Response is { Resource: not null, ResourceURL: Scripted.Urls.ExportedService })
        .Where(static message => message.Response.Resource.TryUnpack<ExportedService>(out _))
        .Select(static message => (message.Response.ResourceID, message.Response.Resource.Unpack<ExportedService>()));

    /// <summary>As the receiver completes it: weights, a check's node and tags, and the metadata that is empty. Of peerings and partitions it knows its own only.</summary>
    private static ExportedService Completed(ExportedService message)
    {
        var complete = message.Clone();
        foreach (var instance in complete.Nodes)
        {
            instance.Node.PeerName = instance.Node.Partition = instance.Service.PeerName = "";
            instance.Service.Weights ??= new Weights { Passing = 1, Warning = 1 };
            instance.Service.EnterpriseMeta ??= new EnterpriseMeta();
            instance.Checks.ToList().ForEach(check => Complete(check, instance));
        }

        return complete;
    }

    private static void Complete(HealthCheck check, CheckServiceNode instance)
    {
        check.PeerName = "";
        check.Node = instance.Node.Node_;
        check.EnterpriseMeta ??= new EnterpriseMeta();
        check.ServiceTags.Clear();
        if (check.ServiceID.Length > 0)
        {
            check.ServiceTags.Add(instance.Service.Tags);
        }
    }
}
