using PeeringServer.Peerstream.Messages;
using PeeringServer.Peerstream.Tests.Scripted;
using PeeringServer.Testing;

namespace PeeringServer.Peerstream.Tests.Sessions;

/// <summary>A cluster that dials a scripted acceptor, on a clock that the test moves.</summary>
internal sealed class DialerFixture : IAsyncDisposable
{
    public const string Secret = "secret-of-the-stream-5e1f";

    private static readonly TimeSpan FirstDialDelay = TimeSpan.FromMilliseconds(250);

    private readonly List<string> _secrets = [Secret];

    private DialerFixture(ConsulCluster cluster, ScriptedAcceptor acceptor, ObservedClock clock)
    {
        Cluster = cluster;
        Acceptor = acceptor;
        Clock = clock;
    }

    public ConsulCluster Cluster { get; }

    public ScriptedAcceptor Acceptor { get; }

    public ObservedClock Clock { get; }

    public static async Task<DialerFixture> StartAsync()
    {
        var clock = new ObservedClock();
        return new DialerFixture(await ClusterExtensions.StartAsync("dc-beta", clock), new ScriptedAcceptor(clock), clock);
    }

    /// <summary>Establishes; the first attempt to dial is due then.</summary>
    public async Task EstablishAsync(string secret = Secret, params string[] addresses)
    {
        var establish = Cluster.EstablishAsync("p", Acceptor.Token(addresses));
        _secrets.Add(secret);
        _secrets.Add(Acceptor.EstablishmentSecret);
        await Acceptor.ExchangeAsync(secret);
        (await establish).Should().Be((200, "{}"));
    }

    /// <summary>Establishes, and takes the stream.</summary>
    public async Task<WireCall> ConnectAsync(params string[] addresses)
    {
        await EstablishAsync(Secret, addresses);
        (await Cluster.StateAsync("p")).Should().Be("ESTABLISHING");
        await Clock.PassAsync(FirstDialDelay);
        return await StreamAsync();
    }

    public async Task<WireCall> StreamAsync(string secret = Secret)
    {
        var (call, opening) = await Acceptor.StreamAsync();
        opening.Should().Be(new ReplicationMessage.Types.Open { PeerID = Acceptor.PeerId, StreamSecretID = secret, Remote = new() { Datacenter = "dc-beta" } });
        await Cluster.BecomesAsync("p", "ACTIVE");
        return call;
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        Acceptor.Dispose();
        Cluster.Errors.Should().BeEmpty();
        var log = string.Join('\n', Cluster.Log);
        _secrets.Should().OnlyContain(secret => !log.Contains(secret, StringComparison.Ordinal));
    }
}
