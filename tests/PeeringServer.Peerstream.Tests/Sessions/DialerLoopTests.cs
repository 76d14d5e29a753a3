using Microsoft.Extensions.Logging.Abstractions;
using PeeringServer.Core;
using PeeringServer.Core.Peerings;
using PeeringServer.Peerstream.Dialer;
using PeeringServer.Peerstream.Grpc;
using PeeringServer.Peerstream.Grpc.Client;
using PeeringServer.Peerstream.Sessions;
using PeeringServer.Peerstream.Tests.Infrastructure;
using PeeringServer.Peerstream.Tests.Scripted;

namespace PeeringServer.Peerstream.Tests.Sessions;

/// <summary>What makes a dialer that waits try again at once.</summary>
public sealed class DialerLoopTests : IDisposable
{
    private const string Id = "11111111-1111-4111-8111-111111111111";

    private readonly ObservedClock _clock = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly ScriptedAcceptor _acceptor;
    private readonly Cluster _cluster;
    private readonly PeerDialer _dialer;
    private readonly DialerLoop _loop;

    public DialerLoopTests()
    {
        _acceptor = new ScriptedAcceptor(_clock);
        _cluster = new Cluster(new ClusterOptions(), _clock, NullLoggerFactory.Instance);
        _dialer = new PeerDialer(_clock);
        _cluster.Peerings.Put(
            new Peering
            {
                Id = Id,
                Name = "p",
                PeerId = _acceptor.PeerId,
                PeerServerAddresses = [_acceptor.Address],
                PeerServerName = ScriptedAcceptor.ServerName,
                PeerCaPems = [_acceptor.CaPem],
            },
            static secrets => secrets with { ActiveStream = "one" });
        _loop = new DialerLoop(_cluster, new SessionRegistry(), _dialer, Id, NullLogger.Instance);
    }

    public void Dispose()
    {
        _acceptor.Dispose();
        _dialer.Dispose();
        _cluster.Dispose();
        _stopping.Dispose();
    }

    [Fact]
    public async Task Write_OfWhileTheStreamWasUp_HurriesNobody()
    {
        var run = await LoseAsync();
        var timers = _clock.PendingTimers;

        _loop.Hurry();
        _clock.PendingTimers.Should().Be(timers, "the write came before the stream was lost");

        await EndAsync(run);
    }

    [Fact]
    public async Task Write_OfWhileItWaits_HurriesIt()
    {
        var run = await LoseAsync();

        Write(static peering => peering with { State = PeeringState.Failing });
        _loop.Hurry();
        await using var next = (await _acceptor.StreamAsync()).Call;

        await EndAsync(run);
    }

    [Fact]
    public async Task Secret_OfWhileTheStreamWasUp_HurriesIt()
    {
        var run = await LoseAsync(() => _cluster.Peerings.ChangeSecrets(Id, static secrets => secrets with { ActiveStream = "two" }));

        _loop.Hurry();
        var (next, opening) = await _acceptor.StreamAsync();
        await using var call = next;
        opening.StreamSecretID.Should().Be("two");

        await EndAsync(run);
    }

    /// <summary>Brings the stream up, writes, ends it, and returns once the loop waits.</summary>
    private async Task<Task> LoseAsync(Action? write = null)
    {
        var run = _loop.RunAsync(TimeSpan.Zero, static () => { }, _stopping.Token);
        await using var call = (await _acceptor.StreamAsync()).Call;
        Write(static peering => peering with { State = PeeringState.Active });
        write?.Invoke();
        await call.RefuseAsync(GrpcStatusCode.Unavailable, "going away");
        await _clock.WaitBegunAsync(TimeSpan.FromSeconds(2));
        return run;
    }

    private void Write(Func<Peering, Peering> change) => _cluster.Peerings.Update(Id, change);

    private async Task EndAsync(Task run)
    {
        await _stopping.CancelAsync();
        await run.InTime();
    }
}
