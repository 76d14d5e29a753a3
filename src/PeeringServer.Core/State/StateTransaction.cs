namespace PeeringServer.Core.State;

/// <summary>One write under way: the next snapshot as it is put together, and the topics that it changes.</summary>
internal sealed class StateTransaction(ClusterSnapshot basis)
{
    private readonly HashSet<Topic> _touched = [];
    private bool _isIndexTaken;

    /// <summary>Index that what is written here gets.</summary>
    public ulong Index { get; private set; } = basis.Index + 1;

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
        _isIndexTaken = true;
    }

    /// <summary>
    /// What follows gets an index of its own, where what came before took one: a real server writes these one after the other.
    /// Readers see all of it at once, or nothing.
    /// </summary>
    public void Advance()
    {
        if (_isIndexTaken)
        {
            _isIndexTaken = false;
            Index++;
            Snapshot = Snapshot with { Index = Index };
        }
    }

    /// <summary>The state as this write leaves it: an index that nothing took is given back.</summary>
    public ClusterSnapshot Completed() => _isIndexTaken || !HasChanges ? Snapshot : Snapshot with { Index = Index - 1 };

    /// <summary>Marks a topic as changed by this write.</summary>
    public void Touch(Topic topic) => _touched.Add(topic);
}
