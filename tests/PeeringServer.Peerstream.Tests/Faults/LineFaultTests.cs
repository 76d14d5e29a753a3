using PeeringServer.Peerstream.Tests.Scripted;
using PeeringServer.Testing;

namespace PeeringServer.Peerstream.Tests.Faults;

/// <summary>Two clusters on a bad line: each fault ends in the specified state, and goes by itself.</summary>
public sealed class LineFaultTests : IAsyncLifetime
{
    /// <summary>Workers of a cluster that sleep on a topic: dialing, deletion, expiry of sessions, checks.</summary>
    private const int Workers = 4;

    private static readonly TimeSpan FirstDialDelay = TimeSpan.FromMilliseconds(250);

    private readonly ObservedClock _clock = new();
    private ConsulCluster _alpha = null!;
    private ConsulCluster _beta = null!;
    private FaultyProxy _proxy = null!;

    public async Task InitializeAsync()
    {
        _alpha = await ClusterExtensions.StartAsync("dc-alpha", _clock);
        _beta = await ClusterExtensions.StartAsync("dc-beta", _clock);
        _proxy = FaultyProxy.Start(_alpha.Ports.GrpcTls);
    }

    public async Task DisposeAsync()
    {
        await _beta.DisposeAsync();
        await _alpha.DisposeAsync();
        await _proxy.DisposeAsync();
        _alpha.Errors.Concat(_beta.Errors).Should().BeEmpty();
    }

    [Fact]
    public async Task Line_Cut_FailsOnBothSidesAndComesBackAfterEachWait()
    {
        await PeerAsync();
        foreach (var seconds in new[] { 2, 4, 8 })
        {
            _proxy.Cut();
            await BothBecomeAsync("FAILING");
            await _clock.PassAsync(TimeSpan.FromSeconds(seconds));
            await BothBecomeAsync("ACTIVE");
        }
    }

    [Fact]
    public async Task Line_ThatSwallows_FailsAtTheDialerAfterFortySecondsAndAtTheAcceptorAfterFifty()
    {
        await PeerAsync();

        // Behind a heartbeat nothing is on its way any more that would break the silence later.
        _clock.Advance(TimeSpan.FromSeconds(15));
        await HeartbeatsTakenAsync();
        _proxy.Swallows = true;

        _clock.Advance(TimeSpan.FromSeconds(39));
        (await _alpha.StateAsync("to-beta"), await _beta.StateAsync("to-alpha")).Should().Be(("ACTIVE", "ACTIVE"));
        _clock.Advance(TimeSpan.FromSeconds(1));
        await _beta.BecomesAsync("to-alpha", "FAILING");
        (await _alpha.StateAsync("to-beta")).Should().Be("ACTIVE");
        (await _beta.StreamAsync("to-alpha"))!.DisconnectError.Should().Contain("keepalive ping failed to receive ACK within timeout");
        await _clock.WaitBegunAsync(TimeSpan.FromSeconds(2));
        var made = _proxy.Made;
        _clock.Advance(TimeSpan.FromSeconds(10));

        await _alpha.BecomesAsync("to-beta", "FAILING");
        await ClusterExtensions.EventuallyAsync(() => Task.FromResult(_proxy.Made > made), "the dialer tries again");
        _proxy.Swallows = false;
        _proxy.Cut();
        await _clock.PassAsync(TimeSpan.FromSeconds(4));
        await BothBecomeAsync("ACTIVE");
    }

    /// <summary>What a test leaps over is no silence: both sides answer as soon as they are asked.</summary>
    [Fact]
    public async Task Clock_ThatLeaps_LeavesTheStreamUp()
    {
        await PeerAsync();
        var made = _proxy.Made;

        for (var i = 0; i < 20; i++)
        {
            _clock.Advance(TimeSpan.FromHours(1));
            await HeartbeatsTakenAsync();
        }

        _proxy.Made.Should().Be(made);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Line_WithGarbage_FailsAndComesBack(bool toDialer)
    {
        await PeerAsync();

        _proxy.Inject("GET / HTTP/1.1\r\nHost: nobody\r\n\r\n"u8.ToArray(), toDialer);

        await BothBecomeAsync("FAILING");
        await _clock.PassAsync(TimeSpan.FromSeconds(2));
        await BothBecomeAsync("ACTIVE");
    }

    [Fact]
    public async Task Line_InSmallPieces_IsGoodEnough()
    {
        _proxy.PieceLength = 7;

        await PeerAsync();

        await _beta.DeleteAsync("to-alpha");
        await _alpha.BecomesAsync("to-beta", "TERMINATED");
    }

    [Fact]
    public async Task Acceptor_Gone_IsDialledForWithLongerAndLongerWaits()
    {
        await PeerAsync();

        await _alpha.StopAsync();

        await _beta.BecomesAsync("to-alpha", "FAILING");
        foreach (var seconds in new[] { 2, 4, 8, 16, 32, 64, 64 })
        {
            await _clock.PassAsync(TimeSpan.FromSeconds(seconds));
        }

        (await _beta.StateAsync("to-alpha")).Should().Be("FAILING");
    }

    [Fact]
    public async Task Dialer_Gone_FailsAtTheAcceptorAtOnce()
    {
        await PeerAsync();

        await _beta.StopAsync();

        await _alpha.BecomesAsync("to-beta", "FAILING");
    }

    /// <summary>Three broken streams and an orderly end later there is as much as before the first.</summary>
    [Fact]
    public async Task Faults_AllOver_LeaveNothingBehind()
    {
        await ClusterExtensions.EventuallyAsync(() => Task.FromResult(Watched(_alpha) == Workers && Watched(_beta) == Workers), "every worker watches what wakes it");
        var before = (_clock.PendingTimers, Watched(_alpha), Watched(_beta));
        await PeerAsync();
        foreach (var seconds in new[] { 2, 4, 8 })
        {
            _proxy.Cut();
            await BothBecomeAsync("FAILING");
            await _clock.PassAsync(TimeSpan.FromSeconds(seconds));
            await BothBecomeAsync("ACTIVE");
            _proxy.Open.Should().Be(1);
        }

        await _beta.DeleteAsync("to-alpha");
        await _alpha.BecomesAsync("to-beta", "TERMINATED");
        await _beta.BecomesAsync("to-alpha", "404");
        await _alpha.DeleteAsync("to-beta");
        await _alpha.BecomesAsync("to-beta", "404");

        await ClusterExtensions.EventuallyAsync(() => Task.FromResult(_proxy.Open == 0), "every connection is closed");
        await ClusterExtensions.EventuallyAsync(
            () => Task.FromResult((_clock.PendingTimers, Watched(_alpha), Watched(_beta)) == before), "timers and watched topics are what they were");
    }

    private static int Watched(ConsulCluster cluster) => cluster.Host.Cluster.State.WatchedTopics;

    private async Task PeerAsync()
    {
        var token = await _alpha.TokenAsync("to-beta", _proxy.Address);
        (await _beta.EstablishAsync("to-alpha", token)).Should().Be((200, "{}"));
        await _clock.PassAsync(FirstDialDelay);
        await BothBecomeAsync("ACTIVE");

        // What the other side sends at the start is written to the peering, which would cut waits short.
        await ClusterExtensions.EventuallyAsync(
            async () => (await _alpha.StreamAsync("to-beta")) is { LastAck: not null, LastReceiveSuccess: not null }
                && (await _beta.StreamAsync("to-alpha")) is { LastAck: not null, LastReceiveSuccess: not null },
            "resources went both ways");
    }

    private Task HeartbeatsTakenAsync()
    {
        var now = _clock.GetUtcNow();
        return ClusterExtensions.EventuallyAsync(
            async () => (await _alpha.StreamAsync("to-beta"))!.LastHeartbeat == now && (await _beta.StreamAsync("to-alpha"))!.LastHeartbeat == now, "heartbeats went both ways");
    }

    private async Task BothBecomeAsync(string state)
    {
        await _alpha.BecomesAsync("to-beta", state);
        await _beta.BecomesAsync("to-alpha", state);
    }
}
