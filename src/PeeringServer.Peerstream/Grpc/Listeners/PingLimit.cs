namespace PeeringServer.Peerstream.Grpc.Listeners;

/// <summary>
/// Counts the PINGs that come sooner than fifteen seconds after the one before. Two are put up with until the next headers
/// or data go out; the third is too many.
/// </summary>
/// <param name="clock">The cluster's.</param>
/// <param name="line">The system's. A PING is early if it is so by both: either may stand still while the other goes on.</param>
internal sealed class PingLimit(TimeProvider clock, TimeProvider line)
{
    private const int MostStrikes = 2;

    private static readonly TimeSpan LeastInterval = TimeSpan.FromSeconds(15);

    private (long ByClock, long ByLine)? _last;
    private int _strikes;
    private volatile bool _hasSent;

    /// <summary>Headers or data went out, which a client may answer with PINGs.</summary>
    public void Send() => _hasSent = true;

    /// <summary>A PING came. Whether it is one too many.</summary>
    public bool Receive()
    {
        var now = (clock.GetTimestamp(), line.GetTimestamp());
        var isEarly = _last is var (byClock, byLine)
            && clock.GetElapsedTime(byClock) < LeastInterval
            && line.GetElapsedTime(byLine) < LeastInterval;
        _last = now;
        if (_hasSent)
        {
            _hasSent = false;
            _strikes = 0;
            return false;
        }

        return isEarly && ++_strikes > MostStrikes;
    }
}
