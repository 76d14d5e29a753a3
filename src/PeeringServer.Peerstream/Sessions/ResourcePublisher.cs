using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using PeeringServer.Core;
using PeeringServer.Core.State;
using PeeringServer.Peerstream.Messages;
using PeeringServer.Peerstream.Wire;

namespace PeeringServer.Peerstream.Sessions;

/// <summary>Sends what the other side subscribed to: everything once, and again what changed. An unchanged payload is not repeated.</summary>
internal sealed class ResourcePublisher(Cluster cluster, Func<ReplicationMessage, ValueTask> send)
{
    private readonly Dictionary<(string Url, string Id), ByteString> _sent = [];
    private readonly Lock _gate = new();
    private readonly HashSet<string> _subscribed = new(StringComparer.Ordinal);
    private TaskCompletionSource _subscription = NewSignal();
    private uint _nonce;

    /// <summary>Whether the other side subscribed to it already.</summary>
    public bool IsSubscribed(string url)
    {
        lock (_gate)
        {
            return _subscribed.Contains(url);
        }
    }

    public void Subscribe(string url)
    {
        lock (_gate)
        {
            _subscribed.Add(url);
            _subscription.TrySetResult();
        }
    }

    /// <summary>Runs until cancelled. Sleeps on the subscriptions and on what the resources are made of.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            using var roots = cluster.State.Watch(Topic.CaRoots);
            var (subscribed, subscription) = Take();
            foreach (var (id, resource) in Resources(subscribed))
            {
                await SendAsync(id, resource).ConfigureAwait(false);
            }

            await ((Task)Task.WhenAny(roots.Changed, subscription)).WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private (HashSet<string> Subscribed, Task Next) Take()
    {
        lock (_gate)
        {
            if (_subscription.Task.IsCompleted)
            {
                _subscription = NewSignal();
            }

            return ([.. _subscribed], _subscription.Task);
        }
    }

    /// <summary>A subscription to services brings the list and the services; one to the list alone brings nothing, as from a real server.</summary>
    private IEnumerable<(string Id, IMessage Resource)> Resources(HashSet<string> subscribed)
    {
        if (subscribed.Contains(PeerstreamConstants.TrustBundleUrl))
        {
            var bundle = new PeeringTrustBundle { TrustDomain = cluster.TrustDomain.Name };
            bundle.RootPEMs.AddRange(cluster.State.Current.CaRoots.Pems);
            yield return (PeerstreamConstants.TrustBundleId, bundle);
        }

        if (subscribed.Contains(PeerstreamConstants.ServerAddressesUrl))
        {
            var addresses = new PeeringServerAddresses();
            addresses.Addresses.AddRange(cluster.ServerAddresses);
            yield return (PeerstreamConstants.ServerAddressesId, addresses);
        }

        if (subscribed.Contains(PeerstreamConstants.ExportedServiceUrl))
        {
            yield return (PeerstreamConstants.ExportedServiceListId, new ExportedServiceList());
        }
    }

    private async ValueTask SendAsync(string id, IMessage resource)
    {
        var url = PeerstreamConstants.TypeUrlPrefix + resource.Descriptor.FullName;
        var payload = resource.ToByteString();
        if (_sent.TryGetValue((url, id), out var last) && last.Equals(payload))
        {
            return;
        }

        _sent[(url, id)] = payload;
        await send(new ReplicationMessage
        {
            Response = new ReplicationMessage.Types.Response
            {
                Nonce = (++_nonce).ToString("x8", CultureInfo.InvariantCulture),
                ResourceURL = url,
                ResourceID = id,
                Resource = new Any { TypeUrl = url, Value = payload },
                Operation = Operation.Upsert,
            },
        }).ConfigureAwait(false);
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
