using PeeringServer.Core.Peerings;
using PeeringServer.Peerstream.Tests.Faults;
using PeeringServer.Peerstream.Tests.Infrastructure;
using PeeringServer.Peerstream.Tests.Scripted;
using PeeringServer.Testing;

namespace PeeringServer.Peerstream.Tests.Services;

/// <summary>Two clusters that have peered over a line which a test cuts and mends. Time stands still but for the dialer's waits.</summary>
internal sealed class PeeredLine : IAsyncDisposable
{
    private const int LongestExponent = 6;

    private static readonly TimeSpan FirstDialDelay = TimeSpan.FromMilliseconds(250);

    private readonly ObservedClock _clock;
    private readonly FaultyProxy _proxy;
    private int _cuts;

    private PeeredLine(ObservedClock clock, ConsulCluster acceptor, ConsulCluster dialer, FaultyProxy proxy)
    {
        _clock = clock;
        _proxy = proxy;
        Acceptor = acceptor;
        Dialer = dialer;
    }

    /// <summary>Calls its peering <c>to-beta</c>.</summary>
    public ConsulCluster Acceptor { get; }

    /// <summary>Calls its peering <c>to-alpha</c>.</summary>
    public ConsulCluster Dialer { get; }

    /// <summary>Whether the line is cut.</summary>
    public bool IsCut { get; private set; }

    public static async Task<PeeredLine> StartAsync()
    {
        var clock = new ObservedClock();
        var acceptor = await ClusterExtensions.StartAsync("dc-alpha", clock).InTime();
        var dialer = await ClusterExtensions.StartAsync("dc-beta", clock).InTime();
        var line = new PeeredLine(clock, acceptor, dialer, FaultyProxy.Start(acceptor.Ports.GrpcTls));
        var (status, body) = await dialer.EstablishAsync("to-alpha", await acceptor.TokenAsync("to-beta", line._proxy.Address));
        status.Should().Be(200, body);
        await clock.PassAsync(FirstDialDelay);
        await line.BothBecomeAsync(PeeringState.Active);
        return line;
    }

    /// <summary>Cuts the line under whatever is on its way; nothing where it is cut.</summary>
    public void Cut()
    {
        if (!IsCut)
        {
            IsCut = true;
            _cuts++;
            _proxy.Cut();
        }
    }

    /// <summary>Lets the dialer try again, and returns when both streams are up; nothing where the line is good.</summary>
    public async Task MendAsync()
    {
        if (IsCut)
        {
            await BothBecomeAsync(PeeringState.Failing);
            await _clock.PassAsync(TimeSpan.FromSeconds(1 << Math.Min(_cuts, LongestExponent)));
            await BothBecomeAsync(PeeringState.Active);
            IsCut = false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Dialer.DisposeAsync();
        await Acceptor.DisposeAsync();
        await _proxy.DisposeAsync();
        Dialer.Errors.Concat(Acceptor.Errors).Should().BeEmpty();
    }

    private async Task BothBecomeAsync(PeeringState state)
    {
        await Dialer.WaitForPeeringAsync("to-alpha", state).InTime($"the dialer's is {state}");
        await Acceptor.WaitForPeeringAsync("to-beta", state).InTime($"the acceptor's is {state}");
    }
}
