using PeeringServer.Peerstream.Tests.Infrastructure;
using PeeringServer.Testing;

namespace PeeringServer.Peerstream.Tests.Scripted;

/// <summary>Virtual time that tells which waits were begun: a test sees for how long, and then ends them.</summary>
internal sealed class ObservedClock : TimeProvider
{
    private readonly VirtualTimeProvider _time = new();
    private readonly Lock _gate = new();
    private readonly List<TimeSpan> _set = [];
    private readonly List<(TimeSpan Least, TimeSpan Most, TaskCompletionSource<TimeSpan> Reached)> _waits = [];

    public override long TimestampFrequency => _time.TimestampFrequency;

    public int PendingTimers => _time.PendingTimers;

    public override DateTimeOffset GetUtcNow() => _time.GetUtcNow();

    public override long GetTimestamp() => _time.GetTimestamp();

    public void Advance(TimeSpan by) => _time.Advance(by);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, _time.CreateTimer(callback, state, dueTime, period));
        Note(dueTime);
        return timer;
    }

    /// <summary>Completes when somebody waits for so long; each wait that was begun counts once.</summary>
    public Task WaitBegunAsync(TimeSpan due) => WaitBegunAsync(due, due).InTime($"a wait of {due} is begun");

    /// <summary>The same for a wait of about that length; tells the exact one.</summary>
    public Task<TimeSpan> WaitBegunAsync(TimeSpan least, TimeSpan most)
    {
        lock (_gate)
        {
            var known = _set.FindIndex(due => due >= least && due <= most);
            if (known >= 0)
            {
                var due = _set[known];
                _set.RemoveAt(known);
                return Task.FromResult(due);
            }

            var reached = new TaskCompletionSource<TimeSpan>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waits.Add((least, most, reached));
            return reached.Task;
        }
    }

    /// <summary>Whoever waited is gone: those waits do not count any more.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _set.Clear();
        }
    }

    /// <summary>Waits until somebody waits for so long, and lets that time pass.</summary>
    public async Task PassAsync(TimeSpan due)
    {
        await WaitBegunAsync(due);
        Advance(due);
    }

    private void Note(TimeSpan due)
    {
        lock (_gate)
        {
            var wait = _waits.FindIndex(wait => due >= wait.Least && due <= wait.Most);
            if (wait < 0)
            {
                _set.Add(due);
                return;
            }

            _waits[wait].Reached.SetResult(due);
            _waits.RemoveAt(wait);
        }
    }

    private sealed class Timer(ObservedClock clock, ITimer inner) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var changed = inner.Change(dueTime, period);
            clock.Note(dueTime);
            return changed;
        }

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
