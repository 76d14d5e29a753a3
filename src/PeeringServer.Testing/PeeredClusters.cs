using System.Net.Http.Json;
using PeeringServer.Configuration;
using PeeringServer.Core.Peerings;
using PeeringServer.Http.Wire;

namespace PeeringServer.Testing;

/// <summary>Two clusters in the test's own process that have peered for real: the token was exchanged, and the stream is up over TLS.</summary>
/// <example><code>
/// await using var clusters = await PeeredClusters.StartAsync();
/// var peering = await clusters.Dialer.Client.GetStringAsync($"/v1/peering/{PeeredClusters.AcceptorName}");
/// </code></example>
public sealed class PeeredClusters : IAsyncDisposable
{
    /// <summary>What the dialer calls its peering with the acceptor.</summary>
    public const string AcceptorName = "acceptor";

    /// <summary>What the acceptor calls its peering with the dialer.</summary>
    public const string DialerName = "dialer";

    private PeeredClusters(ConsulCluster acceptor, ConsulCluster dialer)
    {
        Acceptor = acceptor;
        Dialer = dialer;
    }

    /// <summary>The cluster that generated the token; its datacenter is <c>dc1</c> unless configured otherwise.</summary>
    public ConsulCluster Acceptor { get; }

    /// <summary>The cluster that established with it; its datacenter is <c>dc2</c> unless configured otherwise.</summary>
    public ConsulCluster Dialer { get; }

    /// <summary>Starts two clusters and peers them; both are active when this returns.</summary>
    /// <param name="acceptor">Changes the acceptor's options.</param>
    /// <param name="dialer">Changes the dialer's options.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<PeeredClusters> StartAsync(
        Func<AgentOptions, AgentOptions>? acceptor = null,
        Func<AgentOptions, AgentOptions>? dialer = null,
        CancellationToken cancellation = default)
    {
        var accepting = await ConsulCluster.StartAsync(acceptor, cancellation: cancellation).ConfigureAwait(false);
        try
        {
            var dialing = await ConsulCluster.StartAsync(options => InSecondDatacenter(options, dialer), cancellation: cancellation).ConfigureAwait(false);
            var clusters = new PeeredClusters(accepting, dialing);
            try
            {
                await PeerAsync(accepting, dialing, cancellation).ConfigureAwait(false);
                return clusters;
            }
            catch
            {
                await dialing.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }
        catch
        {
            await accepting.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Peers two clusters that run; the names are those of this class. Both are active when this returns.</summary>
    /// <param name="acceptor">Generates the token.</param>
    /// <param name="dialer">Establishes with it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="HttpRequestException">A cluster refuses; it may know a peering by that name already.</exception>
    public static async Task PeerAsync(ConsulCluster acceptor, ConsulCluster dialer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(acceptor);
        ArgumentNullException.ThrowIfNull(dialer);
        using var generated = await acceptor.Client.PostAsJsonAsync(ConsulRoutes.PeeringToken, new { PeerName = DialerName }, cancellation).ConfigureAwait(false);
        var token = await generated.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<Dictionary<string, string>>(cancellation).ConfigureAwait(false);
        using var established = await dialer.Client
            .PostAsJsonAsync(ConsulRoutes.PeeringEstablish, new { PeerName = AcceptorName, PeeringToken = token!["PeeringToken"] }, cancellation)
            .ConfigureAwait(false);
        established.EnsureSuccessStatusCode();
        await dialer.WaitForPeeringAsync(AcceptorName, PeeringState.Active, cancellation).ConfigureAwait(false);
        await acceptor.WaitForPeeringAsync(DialerName, PeeringState.Active, cancellation).ConfigureAwait(false);
    }

    /// <summary>Stops both.</summary>
    public async ValueTask DisposeAsync()
    {
        await Dialer.DisposeAsync().ConfigureAwait(false);
        await Acceptor.DisposeAsync().ConfigureAwait(false);
    }

    private static AgentOptions InSecondDatacenter(AgentOptions options, Func<AgentOptions, AgentOptions>? configure)
    {
        var second = options with { Cluster = options.Cluster with { Datacenter = "dc2" } };
        return configure?.Invoke(second) ?? second;
    }
}
