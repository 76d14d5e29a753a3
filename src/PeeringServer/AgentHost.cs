using PeeringServer.Configuration;
using PeeringServer.Core;
using PeeringServer.Hosting;
using PeeringServer.Peerstream;
using PeeringServer.Persistence;

namespace PeeringServer;

/// <summary>One running agent: a cluster with its listeners. The command line and the fixture start the same thing.</summary>
public sealed class AgentHost : IAsyncDisposable
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromMilliseconds(500);

    private readonly WebApplication _application;
    private readonly AgentListeners _listeners;
    private Task _preparation = Task.CompletedTask;
    private bool _disposed;

    private AgentHost(AgentOptions options, Cluster cluster, WebApplication application, AgentListeners listeners, DurableState? durable)
    {
        Options = options;
        Cluster = cluster;
        _application = application;
        _listeners = listeners;
        Durable = durable;

        // Not after our own call to start: WebApplicationFactory makes one of its own, and the second of two returns before the first is done.
        application.Lifetime.ApplicationStarted.Register(() => cluster.MarkStarted(listeners.Bound()));
    }

    /// <summary>What the agent was started with.</summary>
    public AgentOptions Options { get; }

    /// <summary>Ports really bound, once it runs: those asked for, with free ones filled in.</summary>
    public AgentPorts BoundPorts => _listeners.BoundPorts;

    /// <summary>Services of the web host, for <c>WebApplicationFactory</c> and the like.</summary>
    public IServiceProvider Services => _application.Services;

    /// <summary>Completes when a client has asked the agent to leave; the owner ends it then.</summary>
    public Task Left => Cluster.Lifetime.Left;

    /// <summary>Completes when the web host has stopped, whoever stopped it.</summary>
    internal Task Stopped => _application.WaitForShutdownAsync();

    internal Cluster Cluster { get; }

    private PeerstreamServer Peerstream => Services.GetRequiredService<PeerstreamServer>();

    /// <summary>What keeps its state; null where it is in memory only.</summary>
    internal DurableState? Durable { get; }

    /// <summary>Puts an agent together; nothing is bound yet.</summary>
    /// <param name="options">What it is told about itself.</param>
    /// <param name="loggers">Where its log goes.</param>
    /// <param name="clock">What it takes for the time; the system's unless given.</param>
    /// <exception cref="AgentStartException">A certificate cannot be read, or the data folder cannot be used.</exception>
    public static AgentHost Create(AgentOptions options, ILoggerFactory loggers, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(loggers);
        var durable = options is { DevMode: false, Cluster.DataDirectory: { } folder } ? StateFolder.Open(folder, loggers) : null;
        try
        {
            var cluster = new Cluster(options.Cluster, clock ?? TimeProvider.System, loggers, durable?.Kept);
            durable?.Follow(cluster.State);
            var listeners = new AgentListeners(options, cluster);
            return new AgentHost(options, cluster, AgentApplication.Build(options, cluster, listeners, loggers), listeners, durable);
        }
        catch
        {
            durable?.Dispose();
            throw;
        }
    }

    /// <summary>Binds every listener; returns when a token can be generated.</summary>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="AgentStartException">A port is taken, or an address is not this machine's.</exception>
    public async Task StartAsync(CancellationToken cancellation = default)
    {
        _listeners.BindServerPort();
        Define();
        await _application.StartAsync(cancellation).ConfigureAwait(false);
        await Cluster.Started.WaitAsync(cancellation).ConfigureAwait(false);
        await StateFolder.WhenKeptAsync(Cluster.State, cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// Makes ready on the side what a new process is slow at: the certificate for peers before the first one asks, and the code of a stream before the first is
    /// opened. The first chain that a process builds reads all the system's authorities, which takes longer than a peer waits for, in either role; the code of a
    /// stream takes longer to compile than all that a peer is sent. A process that starts many clusters has that behind it after the first two that peer.
    /// </summary>
    internal void PrepareForPeers() => _preparation = Task.Run(PrepareAsync, CancellationToken.None);

    private async Task PrepareAsync()
    {
        if (BoundPorts.GrpcTls > 0 && Cluster.Authority is not null)
        {
            Cluster.ServerCertificateContext();
        }

        await Peerstream.PrepareStreamAsync().ConfigureAwait(false);
    }

    // Before anybody can ask: the first answer has them all.
    private void Define()
    {
        try
        {
            Cluster.Agent.Configure(Options.Definitions);
        }
        catch (RefusalException refusal)
        {
            throw new AgentStartException(refusal.Message, refusal);
        }
    }

    /// <summary>Ends every wait and closes the listeners; connections still busy after half a second are cut.</summary>
    /// <param name="cancellation">Cuts them sooner.</param>
    public async Task StopAsync(CancellationToken cancellation = default)
    {
        Cluster.Stop();

        // Whatever it met, the first handshake meets as well, and tells of it.
        await _preparation.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(StopTimeout);
        await _application.StopAsync(limit.Token).ConfigureAwait(false);
        _listeners.Dispose();
    }

    /// <summary>Stops the agent where it still runs, and frees what it holds.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        await StopAsync().ConfigureAwait(false);
        Peerstream.Dispose();
        await _application.DisposeAsync().ConfigureAwait(false);
        Durable?.Dispose();
        Cluster.Dispose();
    }
}
