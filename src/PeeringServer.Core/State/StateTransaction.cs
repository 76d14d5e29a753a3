namespace PeeringServer.Core.State;

/// <summary>One write under way: the next snapshot as it is put together, and the topics that it changes.</summary>
internal sealed class StateTransaction(ClusterSnapshot basis)
{
    private readonly HashSet<Topic> _touched = [];

    /// <summary>Index that everything written here gets.</summary>
    public ulong Index { get; } = basis.Index + 1;

    /// <summary>The state as this write has it so far.</summary>
    public ClusterSnapshot Snapshot { get; private set; } = basis with { Index = basis.Index + 1 };

    /// <summary>Topics whose readers are to be woken.</summary>
    public IReadOnlyCollection<Topic> Touched => _touched;

    /// <summary>Whether anything was changed.</summary>
    public bool HasChanges { get; private set; }

    /// <summary>Replaces the state so far.</summary>
    public void Set(ClusterSnapshot snapshot)
    {
        Snapshot = snapshot;
        HasChanges = true;
    }

    /// <summary>Marks a topic as changed by this write.</summary>
    public void Touch(Topic topic) => _touched.Add(topic);
}
