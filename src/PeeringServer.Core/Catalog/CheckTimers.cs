namespace PeeringServer.Core.Catalog;

/// <summary>One timer for each check that has a time by which something happens.</summary>
/// <param name="clock">What the time is.</param>
/// <param name="expire">Called with the id of a check whose time is over.</param>
internal sealed class CheckTimers(TimeProvider clock, Action<string> expire) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Deadline> _deadlines = new(StringComparer.Ordinal);

    /// <summary>Starts the time of a check anew.</summary>
    public void Arm(string id, TimeSpan ttl)
    {
        lock (_gate)
        {
            Disarm(id);
            var deadline = new Deadline();
            deadline.Timer = clock.CreateTimer(_ => Fire(id, deadline), null, ttl, Timeout.InfiniteTimeSpan);
            _deadlines[id] = deadline;
        }
    }

    /// <summary>Starts the time of a check unless it runs already.</summary>
    public void ArmOnce(string id, TimeSpan time)
    {
        lock (_gate)
        {
            if (!_deadlines.ContainsKey(id))
            {
                Arm(id, time);
            }
        }
    }

    public void Disarm(string id)
    {
        lock (_gate)
        {
            if (_deadlines.Remove(id, out var deadline))
            {
                deadline.Timer?.Dispose();
            }
        }
    }

    public void DisarmAll()
    {
        lock (_gate)
        {
            foreach (var deadline in _deadlines.Values)
            {
                deadline.Timer?.Dispose();
            }

            _deadlines.Clear();
        }
    }

    public void Dispose() => DisarmAll();

    private void Fire(string id, Deadline deadline)
    {
        lock (_gate)
        {
            // A report may have come while the timer was already firing; the deadline in force is another one then.
            if (!_deadlines.TryGetValue(id, out var current) || !ReferenceEquals(current, deadline))
            {
                return;
            }

            _deadlines.Remove(id);
            deadline.Timer?.Dispose();
        }

        expire(id);
    }

    private sealed class Deadline
    {
        public ITimer? Timer { get; set; }
    }
}
