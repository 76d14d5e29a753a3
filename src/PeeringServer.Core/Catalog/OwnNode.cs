using PeeringServer.Core.State;

namespace PeeringServer.Core.Catalog;

/// <summary>
/// The registration of the server itself. As with a real agent it comes in steps: with the leadership the bare node with the <c>consul</c> service;
/// a moment later what the agent knows of the node; and after some seconds its network coordinate. What is taken away of it comes back.
/// </summary>
internal sealed class OwnNode(ClusterState state, ClusterOptions options, TimeProvider clock) : IDisposable
{
    // Clients that come at once, on machines of any speed, are to see one state through their whole run: the second step comes when somebody waits
    // for a change, or after this time, that of the options, which is less than clients give it. There is no timer: who does not ask sees no difference.
    private static readonly TimeSpan Measuring = TimeSpan.FromSeconds(2);

    /// <summary>A real agent and its leader compare every minute what they know with the catalog; nobody's test is better for that wait.</summary>
    private static readonly TimeSpan RepairTime = TimeSpan.FromSeconds(1);

    private readonly OwnRegistration _registration = new(options);
    private readonly Lock _gate = new();
    private ServerEndpoints? _endpoints;
    private ITimer? _repair;
    private long _started;
    private ulong _detailIndex;
    private bool _isDetailed;
    private bool _isMeasured;

    /// <summary>When the server began to lead.</summary>
    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>What the agent knows of its node.</summary>
    public CatalogNode Detailed => _registration.Detailed;

    /// <summary>The first step, when it is known where the server can be reached.</summary>
    public void Register(ServerEndpoints endpoints)
    {
        StartedAt = clock.GetUtcNow();
        _started = clock.GetTimestamp();
        Volatile.Write(ref _endpoints, endpoints);
        var isBare = state.Write(transaction =>
        {
            var isHere = transaction.Snapshot.Catalog.Local.Find(options.NodeName) is { } stored && _registration.IsHere(stored.Node);
            TakeOver(transaction, endpoints, isHere ? null : _registration.Bare);
            return !isHere;
        });
        if (isBare)
        {
            // A real agent tells of its node before the first client comes. This index stands for that, whenever it is shown.
            _detailIndex = state.Write(static transaction =>
            {
                transaction.Set(transaction.Snapshot);
                return transaction.Index;
            });
        }
    }

    /// <summary>Takes the further steps that are due; whoever reads or writes the catalog calls it first.</summary>
    /// <param name="waits">Whether the caller waits for a change.</param>
    public void CatchUp(bool waits = false)
    {
        // What cannot be kept any more can still be read.
        if (Volatile.Read(ref _isMeasured) || state.IsRefusing)
        {
            return;
        }

        lock (_gate)
        {
            var age = clock.GetElapsedTime(_started);
            if (!Volatile.Read(ref _isDetailed) && (waits || age >= options.NodeSettlingTime))
            {
                state.Write(transaction => Tell(new CatalogEdit(transaction), waits));
            }

            if (age >= options.NodeSettlingTime + Measuring)
            {
                state.Write(TellCoordinate);
                Volatile.Write(ref _isMeasured, true);
            }
        }
    }

    /// <summary>The second step within a write: the agent tells of its node together with anything else it tells.</summary>
    public void Complete(CatalogEdit edit)
    {
        Volatile.Write(ref _isDetailed, true);
        if (Volatile.Read(ref _endpoints) is null)
        {
            // What the configuration files say is registered before the server itself is.
            MakeRoom(edit);
        }

        edit.Put(Detailed);
    }

    /// <summary>Registers the server again, with all that is known of it, in a state that came from elsewhere; within the write that brings that state.</summary>
    public void Restore(StateTransaction transaction)
    {
        if (Volatile.Read(ref _endpoints) is { } endpoints)
        {
            TakeOverWhole(transaction, endpoints);
        }
    }

    /// <summary>Looks whether a client took anything away that the server or its agent registered. If so it comes back a little later.</summary>
    public void LookAfter()
    {
        if (Volatile.Read(ref _endpoints) is not { } endpoints || !IsMissing(state.Current))
        {
            return;
        }

        lock (_gate)
        {
            _repair ??= clock.CreateTimer(_ => Repair(endpoints), null, RepairTime, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _repair?.Dispose();
        }
    }

    private void Repair(ServerEndpoints endpoints)
    {
        lock (_gate)
        {
            _repair?.Dispose();
            _repair = null;
        }

        try
        {
            state.Write(transaction => TakeOverWhole(transaction, endpoints));
        }
        catch (RefusalException)
        {
            // The state cannot be kept any more, which was logged; thrown out of a timer this would end the process.
        }
    }

    private void TakeOverWhole(StateTransaction transaction, ServerEndpoints endpoints)
    {
        Volatile.Write(ref _isDetailed, true);
        TakeOver(transaction, endpoints, Detailed);
        if (Volatile.Read(ref _isMeasured))
        {
            TellCoordinate(transaction);
        }
    }

    /// <summary>Makes this server the only one, and the node the one that its agent's services run on.</summary>
    private void TakeOver(StateTransaction transaction, ServerEndpoints endpoints, CatalogNode? node)
    {
        var edit = new CatalogEdit(transaction);
        MakeRoom(edit);
        if (node is not null)
        {
            edit.Put(node);
        }

        edit.Put(_registration.Service(endpoints));
        edit.Put(_registration.Health);
        PutAgentTable(transaction, edit);
    }

    /// <summary>There is one server: those before it are gone. Who had its name is not alive any more, and gives it up.</summary>
    private void MakeRoom(CatalogEdit edit)
    {
        foreach (var former in edit.Catalog.ByNode.Values.Where(_registration.IsFormerServer).ToList())
        {
            edit.RemoveNode(former.Node.Name);
        }

        if (edit.Catalog.Find(options.NodeName) is { } holder && !string.Equals(holder.Node.Id, options.NodeId, StringComparison.OrdinalIgnoreCase))
        {
            edit.RemoveCheck(options.NodeName, OwnRegistration.SerfCheckId);
        }
    }

    private void PutAgentTable(StateTransaction transaction, CatalogEdit edit)
    {
        var stored = transaction.Snapshot.Agent;
        var table = stored.On(options.NodeName);
        if (!ReferenceEquals(table, stored))
        {
            transaction.Set(transaction.Snapshot with { Agent = table });
            transaction.Touch(AgentTopics.All);
        }

        foreach (var service in table.Services.Values)
        {
            edit.Put(service);
        }

        foreach (var check in table.Checks.Values)
        {
            edit.Put(check.Check);
        }
    }

    private void Tell(CatalogEdit edit, bool waits)
    {
        Volatile.Write(ref _isDetailed, true);

        // Who waits is to be woken by it; for everybody else it was so from the start.
        if (waits || !edit.TryPutAsOf(Detailed, _detailIndex))
        {
            edit.Put(Detailed);
        }
    }

    private void TellCoordinate(StateTransaction transaction)
    {
        var catalog = transaction.Snapshot.Catalog;
        if (catalog.Local.Find(options.NodeName) is not null && !catalog.Coordinates.Nodes.Contains(options.NodeName))
        {
            transaction.Set(transaction.Snapshot with { Catalog = catalog with { Coordinates = new(transaction.Index, catalog.Coordinates.Nodes.Add(options.NodeName)) } });
            transaction.Touch(CatalogTopics.Coordinates);
        }
    }

    private bool IsMissing(ClusterSnapshot snapshot) =>
        snapshot.Catalog.Local.Find(options.NodeName) is not { } entry
        || !entry.Services.ContainsKey(OwnRegistration.ServiceName)
        || !entry.Checks.ContainsKey(CatalogKey.Of(OwnRegistration.SerfCheckId))
        || snapshot.Agent.Services.Keys.Any(id => !entry.Services.ContainsKey(CatalogKey.Of(id)))
        || snapshot.Agent.Checks.Keys.Any(id => !entry.Checks.ContainsKey(CatalogKey.Of(id)));
}
