using PeeringServer.Configuration;
using PeeringServer.Core.Peerings;
using PeeringServer.Core.State;

namespace PeeringServer.Testing;

/// <summary>
/// One cluster in the test's own process, on free ports: what <c>peering-server agent</c> starts, without the process.
/// Construct as many as a test needs; nothing is shared between them, and nothing depends on a test framework.
/// </summary>
/// <example><code>
/// await using var cluster = await ConsulCluster.StartAsync();
/// var answer = await cluster.Client.GetAsync("/v1/peerings");
/// </code></example>
public sealed class ConsulCluster : IAsyncDisposable
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);

    private readonly AgentHost _host;
    private readonly CollectingLoggerFactory _log;
    private readonly Lazy<HttpClient> _client;

    private ConsulCluster(AgentHost host, CollectingLoggerFactory log)
    {
        _host = host;
        _log = log;
        _client = new Lazy<HttpClient>(CreateClient);
    }

    /// <summary>Where the HTTP API is.</summary>
    /// <exception cref="InvalidOperationException">The options have no HTTP port, or a unix socket in its place.</exception>
    public Uri Address => ReachedOtherwise is { } reason
        ? throw new InvalidOperationException($"The cluster has no address of its HTTP API: {reason}.")
        : new Uri($"http://127.0.0.1:{_host.BoundPorts.Http}");

    /// <summary>A client of the HTTP API; lives as long as the cluster.</summary>
    /// <exception cref="InvalidOperationException">The options have no HTTP port, or a unix socket in its place.</exception>
    public HttpClient Client => _client.Value;

    /// <summary>What the cluster was started with.</summary>
    public AgentOptions Options => _host.Options;

    /// <summary>Ports that the cluster listens on.</summary>
    public AgentPorts Ports => _host.BoundPorts;

    /// <summary>What was logged as an error since the start; a test that expects none can say so.</summary>
    public IReadOnlyList<string> Errors => _log.Errors;

    /// <summary>Everything that was logged since the start, a line each.</summary>
    public IReadOnlyList<string> Log => _log.Lines;

    internal AgentHost Host => _host;

    /// <summary>Starts a cluster; when this returns a token can be generated.</summary>
    /// <param name="configure">Changes the options before the start; free ports are filled in already.</param>
    /// <param name="clock">What the cluster takes for the time; the system's unless given. See <see cref="VirtualTimeProvider"/>.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="AgentStartException">The cluster cannot start with these options.</exception>
    public static async Task<ConsulCluster> StartAsync(Func<AgentOptions, AgentOptions>? configure = null, TimeProvider? clock = null, CancellationToken cancellation = default)
    {
        var options = new AgentOptions { Ports = AgentPorts.Free, Addresses = new AgentAddresses { Bind = "127.0.0.1" } };
        var log = new CollectingLoggerFactory();
        var host = AgentHost.Create(configure?.Invoke(options) ?? options, log, clock);
        try
        {
            await host.StartAsync(cancellation).ConfigureAwait(false);
            return new ConsulCluster(host, log);
        }
        catch
        {
            await host.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>A client of its own, with connections of its own; the caller disposes of it.</summary>
    public HttpClient CreateClient() => new() { BaseAddress = Address };

    /// <summary>Waits for half a minute at most until a peering shows a state, which blocking queries cannot: streams move no index. Without polling.</summary>
    /// <param name="name">Name of the peering on this cluster; it need not exist yet.</param>
    /// <param name="state">The state to wait for.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    /// <exception cref="TimeoutException">The state did not come in time; the message says what the peering shows, and what ended its stream.</exception>
    /// <exception cref="InvalidOperationException">The cluster was stopped.</exception>
    public Task WaitForPeeringAsync(string name, PeeringState state, CancellationToken cancellation = default) => WaitForPeeringAsync(name, state, DefaultTimeout, cancellation);

    /// <inheritdoc cref="WaitForPeeringAsync(string, PeeringState, CancellationToken)"/>
    /// <param name="name">Name of the peering on this cluster; it need not exist yet.</param>
    /// <param name="state">The state to wait for.</param>
    /// <param name="timeout">How long at most, in real time whatever the cluster's clock is.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task WaitForPeeringAsync(string name, PeeringState state, TimeSpan timeout, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        var stopping = _host.Cluster.Stopping;
        using var limit = new CancellationTokenSource(timeout, TimeProvider.System);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token, stopping);
        try
        {
            await WaitAsync(name, state, linked.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            throw new InvalidOperationException($"The cluster was stopped before the peering became {state}; {Describe(name)}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"The peering did not become {state} within {timeout}; {Describe(name)}");
        }
    }

    /// <summary>Stops the cluster; requests that wait are answered or cut at once.</summary>
    /// <param name="cancellation">Cuts them sooner.</param>
    public Task StopAsync(CancellationToken cancellation = default) => _host.StopAsync(cancellation);

    /// <summary>Stops the cluster where it still runs, and frees what it holds.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_client.IsValueCreated)
        {
            _client.Value.Dispose();
        }

        await _host.DisposeAsync().ConfigureAwait(false);
        _log.Dispose();
    }

    /// <summary>Why the HTTP API is at no port; null where it is at one.</summary>
    private string? ReachedOtherwise
    {
        get
        {
            var addresses = Options.Addresses.Http ?? Options.Addresses.Client;
            return addresses.Count > 0 && addresses.All(static address => address.StartsWith("unix://", StringComparison.Ordinal)) ? $"it listens on {addresses[0]}; connect to that socket with a handler of your own"
                : _host.BoundPorts.Http <= 0 ? "Ports.Http is off"
                : null;
        }
    }

    private async Task WaitAsync(string name, PeeringState state, CancellationToken cancellation)
    {
        var cluster = _host.Cluster;
        while (true)
        {
            using var lease = cluster.State.Watch(Topic.Peering(name.ToLowerInvariant()));
            var streams = cluster.Streams.NextChange();
            if (cluster.State.Current.Peerings.Find(name) is { } peering && cluster.Reader.View(peering).State == state)
            {
                return;
            }

            await Task.WhenAny(lease.Changed, streams).WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>What a peering shows, for the message of a wait that failed.</summary>
    private string Describe(string name)
    {
        if (_host.Cluster.State.Current.Peerings.Find(name) is not { } peering)
        {
            return $"there is no peering \"{name}\"";
        }

        var view = _host.Cluster.Reader.View(peering);
        string?[] faults = [view.Stream?.DisconnectError, view.Stream?.LastSendErrorText, view.Stream?.LastReceiveErrorText];
        var fault = faults.FirstOrDefault(static text => !string.IsNullOrEmpty(text));
        return $"\"{peering.Name}\" is {view.State}, {(fault is null ? "and its stream told of no error" : $"and the last error of its stream was: {fault}")}";
    }
}
