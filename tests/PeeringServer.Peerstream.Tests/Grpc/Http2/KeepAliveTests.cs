using PeeringServer.Peerstream.Grpc.Http2;
using PeeringServer.Peerstream.Tests.Infrastructure;

namespace PeeringServer.Peerstream.Tests.Grpc.Http2;

/// <summary>Silence is measured by the cluster's clock, and nobody is given up before an answer could have come.</summary>
public sealed class KeepAliveTests : IDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly ManualTimeProvider _line = new();
    private readonly KeepAlive _keepAlive;
    private int _asked;
    private int _ended;

    public KeepAliveTests() => _keepAlive = new KeepAlive(KeepAliveTimes.Dialer, _clock, _line, () => _asked++, () => _ended++);

    public void Dispose()
    {
        _keepAlive.Dispose();
        (_clock.Pending, _line.Pending).Should().Be((0, 0));
    }

    [Fact]
    public void Line_ThatNeverSpoke_IsLeftToTheAttemptsOwnDeadline()
    {
        Pass(3600);

        (_asked, _ended).Should().Be((0, 0));
    }

    [Fact]
    public void Line_SilentAndWithoutAnAnswer_IsAskedOnceAndEndedOnce()
    {
        _keepAlive.Hear();

        Pass(29.9);
        (_asked, _ended).Should().Be((0, 0));
        Pass(0.1);
        (_asked, _ended).Should().Be((1, 0));
        Pass(9.9);
        (_asked, _ended).Should().Be((1, 0));
        Pass(0.1);
        (_asked, _ended).Should().Be((1, 1));
        _keepAlive.Hear();
        Pass(3600);
        (_asked, _ended).Should().Be((1, 1));
    }

    [Fact]
    public void Line_ThatAnswers_IsAskedAgainAfterTheNextSilence()
    {
        _keepAlive.Hear();
        Pass(30);
        Pass(9.9);
        _keepAlive.Hear();

        Pass(29.9);
        (_asked, _ended).Should().Be((1, 0));
        Pass(0.1);
        (_asked, _ended).Should().Be((2, 0));
    }

    [Fact]
    public void Clock_ThatLeaps_LeavesAnAnswerFiveSecondsToTravel()
    {
        _keepAlive.Hear();
        _clock.Advance(TimeSpan.FromSeconds(30));
        _clock.Advance(TimeSpan.FromHours(1));
        (_asked, _ended).Should().Be((1, 0));

        _line.Advance(TimeSpan.FromSeconds(4.9));
        _keepAlive.Hear();
        _line.Advance(TimeSpan.FromHours(1));
        _ended.Should().Be(0, "it was heard of in time");

        _clock.Advance(TimeSpan.FromSeconds(30));
        _asked.Should().Be(2);
    }

    [Fact]
    public void Clock_ThatLeaps_EndsALineThatStaysSilent()
    {
        _keepAlive.Hear();
        _clock.Advance(TimeSpan.FromSeconds(30));
        _clock.Advance(TimeSpan.FromSeconds(10));
        _clock.Advance(TimeSpan.FromSeconds(600));

        _line.Advance(TimeSpan.FromSeconds(4.9));
        _ended.Should().Be(0);
        _line.Advance(TimeSpan.FromSeconds(0.1));
        _ended.Should().Be(1);
    }

    [Fact]
    public void Process_ThatStoodStill_ReadsWhatCameMeanwhileFirst()
    {
        _keepAlive.Hear();
        Pass(30);
        Pass(3600);
        _ended.Should().Be(0, "the answer may lie unread");

        Pass(5);
        _ended.Should().Be(1);
    }

    /// <summary>The timer's callback had begun to run when bytes came.</summary>
    [Fact]
    public void Line_HeardWhileItWasAboutToBeAsked_IsNotAsked()
    {
        var late = new LateClock();
        var asked = 0;
        using var keepAlive = new KeepAlive(KeepAliveTimes.Dialer, late, late, () => asked++, () => _ended++);
        keepAlive.Hear();
        late.Pass(TimeSpan.FromSeconds(30));
        keepAlive.Hear();
        late.Pass(TimeSpan.FromSeconds(5));

        late.Fire();

        (asked, _ended).Should().Be((0, 0));
        late.Due.Should().Be(TimeSpan.FromSeconds(25));
    }

    private void Pass(double seconds)
    {
        _line.Advance(TimeSpan.FromSeconds(seconds));
        _clock.Advance(TimeSpan.FromSeconds(seconds));
    }

    /// <summary>A clock whose one timer fires when a test says so.</summary>
    private sealed class LateClock : TimeProvider, ITimer
    {
        private long _now;
        private Action _callback = static () => { };

        public TimeSpan Due { get; private set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Pass(TimeSpan by) => _now += by.Ticks;

        public void Fire() => _callback();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _callback = () => callback(state);
            return this;
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Due = dueTime;
            return true;
        }

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
