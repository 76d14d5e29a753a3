namespace PeeringServer.Peerstream.Grpc.Http2;

/// <summary>
/// Asks a silent connection for a sign of life, and ends it where none comes. The web stacks would do so by the system's
/// clock alone; this is done by the cluster's. Serves a stream's heartbeats as well, which come without being asked for.
/// </summary>
internal sealed class KeepAlive : IDisposable
{
    /// <summary>
    /// The least time that an answer gets, whatever the cluster's clock says: that may leap, and the process may have stood
    /// still, while the answer is on its way or lies unread.
    /// </summary>
    private static readonly TimeSpan LastChance = TimeSpan.FromSeconds(5);

    /// <summary>How far the two clocks may be apart after a wait.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    private readonly KeepAliveTimes _times;
    private readonly TimeProvider _clock;
    private readonly TimeProvider _line;
    private readonly Action _ask;
    private readonly Action _end;
    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private ITimer? _lastChance;
    private State _state;
    private long _heard;
    private long _asked;
    private long _lastChanceBegan;

    /// <param name="times">How long it waits.</param>
    /// <param name="clock">The cluster's, by which it waits.</param>
    /// <param name="line">The system's, by which bytes travel.</param>
    /// <param name="ask">Sends a PING, or leaves that for when it can be sent.</param>
    /// <param name="end">Closes the connection; called once at the most.</param>
    public KeepAlive(KeepAliveTimes times, TimeProvider clock, TimeProvider line, Action ask, Action end)
    {
        _times = times;
        _clock = clock;
        _line = line;
        _ask = ask;
        _end = end;
        _timer = CreateTimer(clock, Timeout.InfiniteTimeSpan);
    }

    private enum State
    {
        Listening,
        Asked,
        LastChance,
        Over,
    }

    /// <summary>Bytes came: silence begins anew. Before the first ones there is none.</summary>
    public void Hear()
    {
        lock (_gate)
        {
            if (_state != State.Over)
            {
                _lastChance?.Dispose();
                _lastChance = null;
                _state = State.Listening;
                _heard = _clock.GetTimestamp();
                Set(_times.Silence);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _state = State.Over;
            _lastChance?.Dispose();
        }

        _timer.Dispose();
    }

    private ITimer CreateTimer(TimeProvider clock, TimeSpan due) =>
        clock.CreateTimer(static keepAlive => ((KeepAlive)keepAlive!).OnTime(), this, due, Timeout.InfiniteTimeSpan);

    private void Set(TimeSpan due) => _timer.Change(due, Timeout.InfiniteTimeSpan);

    private void OnTime()
    {
        Action? act;
        lock (_gate)
        {
            act = Next();
        }

        act?.Invoke();
    }

    private Action? Next()
    {
        switch (_state)
        {
            case State.Listening when _times.Silence - _clock.GetElapsedTime(_heard) is var rest && rest > Tolerance:
                // Something was heard while this was about to be called.
                Set(rest);
                return null;
            case State.Listening:
                _state = State.Asked;
                _asked = _line.GetTimestamp();
                Set(_times.Answer);
                return _ask;
            case State.Asked when (_line.GetElapsedTime(_asked) - _times.Answer).Duration() > Tolerance:
                _state = State.LastChance;
                _lastChanceBegan = _line.GetTimestamp();
                _lastChance = CreateTimer(_line, LastChance);
                return null;
            case State.LastChance when _line.GetElapsedTime(_lastChanceBegan) + Tolerance < LastChance:
                // An earlier one, which was over when something was heard.
                return null;
            case State.Asked or State.LastChance:
                _state = State.Over;
                return _end;
            default:
                return null;
        }
    }
}
