using System.Collections.Immutable;
using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using PeeringServer.Core;
using PeeringServer.Core.Exports;
using PeeringServer.Peerstream.Messages;
using PeeringServer.Peerstream.Wire;

namespace PeeringServer.Peerstream.Sessions;

/// <summary>Sends what the other side subscribed to: everything once, and again what changed. An unchanged payload is not repeated.</summary>
internal sealed class ResourcePublisher(Cluster cluster, SessionRole role, Func<ReplicationMessage, CancellationToken, ValueTask> send)
{
    private readonly Dictionary<(string Url, string Id), ByteString> _sent = [];
    private readonly Lock _gate = new();
    private readonly HashSet<string> _subscribed = new(StringComparer.Ordinal);
    private readonly ExportFeed _exports = new(role.PeeringId, cluster.TrustDomain);
    private readonly UnansweredServices _unanswered = new(cluster.Clock);
    private readonly TaskCompletionSource _withdrawn = NewSignal();
    private TaskCompletionSource _subscription = NewSignal();
    private ImmutableArray<string> _names;
    private bool _isWithdrawing;
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

    /// <summary>The other side took a resource, or refused it.</summary>
    public void Answered(string nonce) => _unanswered.Remove(nonce);

    /// <summary>Runs until cancelled or withdrawn. Sleeps on the subscriptions and on what the resources are made of.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            using var changes = PublishedTopics.Watch(cluster.State, _exports.IsExporting);
            var next = Take();
            await PublishAsync(next.Subscribed, cancellation).ConfigureAwait(false);
            if (next.IsWithdrawing)
            {
                _withdrawn.TrySetResult();
                return;
            }

            if (_exports.IsExporting && !changes.WithServices)
            {
                // What was exported just now is watched from here on, and looked at again.
                continue;
            }

            await ((Task)Task.WhenAny(changes.Any, next.Signal)).WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

            // Whatever else changes until the last round is answered goes out in one.
            await Task.WhenAny(_unanswered.WhenNoneAsync(cancellation), next.Signal).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Publishes for the last time: nothing is exported to a peering that has ended. Returns when that is enqueued; whoever calls looks out for the end of
    /// the stream, with which it may never be.
    /// </summary>
    public Task WithdrawAsync()
    {
        lock (_gate)
        {
            _isWithdrawing = true;
            _subscription.TrySetResult();
        }

        return _withdrawn.Task;
    }

    private (HashSet<string> Subscribed, bool IsWithdrawing, Task Signal) Take()
    {
        lock (_gate)
        {
            if (_subscription.Task.IsCompleted)
            {
                _subscription = NewSignal();
            }

            return ([.. _subscribed], _isWithdrawing, _subscription.Task);
        }
    }

    private async Task PublishAsync(HashSet<string> subscribed, CancellationToken cancellation)
    {
        if (subscribed.Contains(PeerstreamConstants.TrustBundleUrl))
        {
            var bundle = new PeeringTrustBundle { TrustDomain = cluster.TrustDomain.Name };
            bundle.RootPEMs.AddRange(cluster.State.Current.CaRoots.Pems);
            await SendAsync(PeerstreamConstants.TrustBundleId, bundle, cancellation).ConfigureAwait(false);
        }

        // Without a gateway to go through, what was sent last stays.
        if (subscribed.Contains(PeerstreamConstants.ServerAddressesUrl) && Addresses() is { IsDefault: false } known)
        {
            var addresses = new PeeringServerAddresses();
            addresses.Addresses.AddRange(known);
            await SendAsync(PeerstreamConstants.ServerAddressesId, addresses, cancellation).ConfigureAwait(false);
        }

        // A subscription to services brings the list and the services; one to the list alone brings nothing, as from a real server.
        if (subscribed.Contains(PeerstreamConstants.ExportedServiceUrl))
        {
            await PublishServicesAsync(cancellation).ConfigureAwait(false);
        }
    }

    private async Task PublishServicesAsync(CancellationToken cancellation)
    {
        var round = _exports.Next(cluster.State.Current);
        foreach (var name in round.Dropped)
        {
            // The other side forgets it by the list: exported again, it is sent again.
            _sent.Remove((PeerstreamConstants.ExportedServiceUrl, name));
        }

        await SendListAsync(round.Names, cancellation).ConfigureAwait(false);
        foreach (var service in round.Changed)
        {
            // Noted before it goes: the answer may be there before the sending has returned.
            await SendAsync(service.Name, ExportedServiceCodec.Encode(service), cancellation, _unanswered.Add).ConfigureAwait(false);
        }
    }

    private async Task SendListAsync(ImmutableArray<string> names, CancellationToken cancellation)
    {
        if (_names == names)
        {
            // The very ones that were sent last: most changes are to instances.
            return;
        }

        _names = names;
        var list = new ExportedServiceList();
        list.Services.AddRange(names);
        if (await SendAsync(PeerstreamConstants.ExportedServiceListId, list, cancellation).ConfigureAwait(false))
        {
            cluster.Streams.UpdateKnown(role.PeeringId, status => status with { ExportedServices = names });
        }
    }

    /// <summary>The addresses that a token made now would carry, or nothing where none could be made.</summary>
    private ImmutableArray<string> Addresses()
    {
        try
        {
            return cluster.PeerAddresses.Current();
        }
        catch (RefusalException)
        {
            return default;
        }
    }

    /// <returns>Whether it went out; the other side may have it already.</returns>
    private async ValueTask<bool> SendAsync(string id, IMessage resource, CancellationToken cancellation, Action<string>? sending = null)
    {
        var url = PeerstreamConstants.TypeUrlPrefix + resource.Descriptor.FullName;
        var payload = resource.ToByteString();
        if (_sent.TryGetValue((url, id), out var last) && last.Equals(payload))
        {
            return false;
        }

        _sent[(url, id)] = payload;
        var nonce = (++_nonce).ToString("x8", CultureInfo.InvariantCulture);
        sending?.Invoke(nonce);
        var response = new ReplicationMessage.Types.Response
        {
            Nonce = nonce,
            ResourceURL = url,
            ResourceID = id,
            Resource = new Any { TypeUrl = url, Value = payload },
            Operation = Operation.Upsert,
        };
        await send(new ReplicationMessage { Response = response }, cancellation).ConfigureAwait(false);
        return true;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
