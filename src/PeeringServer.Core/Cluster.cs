using System.Collections.Immutable;
using System.Net.Security;
using Microsoft.Extensions.Logging;
using PeeringServer.Core.Acl;
using PeeringServer.Core.Catalog;
using PeeringServer.Core.Certificates;
using PeeringServer.Core.ConfigEntries;
using PeeringServer.Core.Exports;
using PeeringServer.Core.KeyValue;
using PeeringServer.Core.Peerings;
using PeeringServer.Core.Sessions;
using PeeringServer.Core.State;
using PeeringServer.Core.Streams;

namespace PeeringServer.Core;

/// <summary>Everything of one emulated cluster: options, state, certificate authority, streams, clock. A process holds one or many.</summary>
internal sealed class Cluster : IDisposable
{
    /// <summary>What a start writes, at an index each: the authority's roots, the config entries' table, the server's own node, and what is known of it.</summary>
    private const ulong StartWrites = 4;

    /// <summary>Nobody is kept waiting longer for what else a start does.</summary>
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly SessionDeadlines _deadlines;
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _startWork = Task.CompletedTask;

    /// <param name="options">What it is told about itself.</param>
    /// <param name="clock">What it takes for the time.</param>
    /// <param name="loggers">Where its log goes.</param>
    /// <param name="kept">The state it goes on from; null for a new cluster.</param>
    public Cluster(ClusterOptions options, TimeProvider clock, ILoggerFactory loggers, ClusterSnapshot? kept = null)
    {
        Options = options = options.NodeId.Length > 0 ? options : options with { NodeId = Guid.NewGuid().ToString() };
        Clock = clock;
        Loggers = loggers;
        TrustDomain = new TrustDomain(kept?.CaRoots.Active?.ExternalTrustDomain ?? options.ClusterId, options.Datacenter);
        var seeded = AclSeed.AddTo(kept ?? ClusterSnapshot.Initial, options.Acl, clock.GetUtcNow());
        State = new ClusterState(kept is null ? seeded with { Index = ClusterSnapshot.StartedIndex - StartWrites } : seeded);
        Peerings = new PeeringStore(State);
        Secrets = new PeeringSecretsStore(Peerings, static () => Guid.NewGuid().ToString());
        Queries = new BlockingQuery(State, options, clock, _stopping.Token);
        AccessControl = new AccessControl(State, Queries, options, clock, loggers);
        OwnNode = new OwnNode(State, options, clock);
        Catalog = new CatalogStore(State, OwnNode);
        CatalogReader = new CatalogReader(Queries, OwnNode);
        Imports = new ServiceImports(State);
        Agent = new AgentStore(State, OwnNode, options, clock, loggers.CreateLogger<AgentStore>());
        Reader = new PeeringReader(Queries, Streams, options);
        PeerAddresses = new TokenAddresses(State, () => ServerAddresses);
        Tokens = new TokenGenerator(State, Peerings, options, () => TrustDomain, PeerAddresses);
        KeyValues = new KeyValueStore(State, clock);
        KeyValueReader = new KeyValueReader(Queries);
        Transactions = new KeyValueTransactions(State, clock);
        _deadlines = new SessionDeadlines(clock);
        Sessions = new SessionStore(State, _deadlines, options, clock);
        State.Completing += Sessions.EndUnfounded;
        SessionReader = new SessionReader(Queries);
        ConfigEntries = new ConfigEntryStore(State);
        ConfigEntryReader = new ConfigEntryReader(Queries);
        Exports = new ExportsReader(Queries);
        if (options.ConnectEnabled)
        {
            Authority = State.Current.CaRoots.Active is null ? NewAuthority() : new CertificateAuthority(TrustDomain, clock, State.Current.CaRoots);
        }

        // A server's start writes to the config entries, too: the index of an empty list shows it.
        if (kept is null)
        {
            State.Write(static transaction => transaction.Set(transaction.Snapshot with { ConfigEntries = new ConfigEntryTable { Index = transaction.Index } }));
        }
    }

    public ClusterOptions Options { get; }

    public TimeProvider Clock { get; }

    public ILoggerFactory Loggers { get; }

    /// <summary>The names in certificates; other ones after another cluster's state was restored.</summary>
    public TrustDomain TrustDomain { get; private set; }

    public ClusterState State { get; }

    public PeeringStore Peerings { get; }

    public PeeringSecretsStore Secrets { get; }

    public StreamTracker Streams { get; } = new();

    public BlockingQuery Queries { get; }

    public AccessControl AccessControl { get; }

    public PeeringReader Reader { get; }

    /// <summary>The server's own entry in the catalog.</summary>
    public OwnNode OwnNode { get; }

    public CatalogStore Catalog { get; }

    public CatalogReader CatalogReader { get; }

    /// <summary>What peers export to this cluster.</summary>
    public ServiceImports Imports { get; }

    /// <summary>What clients registered with the agent of this server.</summary>
    public AgentStore Agent { get; }

    public TokenGenerator Tokens { get; }

    /// <summary>Where peers are told to dial: the server's own addresses, or those of its mesh gateways.</summary>
    public TokenAddresses PeerAddresses { get; }

    public KeyValueStore KeyValues { get; }

    public KeyValueReader KeyValueReader { get; }

    public KeyValueTransactions Transactions { get; }

    public SessionStore Sessions { get; }

    public SessionReader SessionReader { get; }

    public ConfigEntryStore ConfigEntries { get; }

    public ConfigEntryReader ConfigEntryReader { get; }

    /// <summary>What this cluster exports to peers.</summary>
    public ExportsReader Exports { get; }

    /// <summary>Null where connect is off.</summary>
    public CertificateAuthority? Authority { get; private set; }

    /// <summary>What clients may ask of the process.</summary>
    public ClusterLifetime Lifetime { get; } = new();

    /// <summary>What the cluster's servers show to peers.</summary>
    public SslStreamCertificateContext ServerCertificateContext() =>
        Authority?.ServerCertificateContext() ?? throw new InvalidOperationException("Without connect there is no certificate for peers.");

    /// <summary>Where the cluster can be reached; known once it has started.</summary>
    public ServerEndpoints Endpoints { get; private set; } = ServerEndpoints.None;

    /// <summary>Completes when every listener is bound. A request that comes sooner waits for it: the first answer is then a true one.</summary>
    public Task Started => _started.Task;

    /// <summary>The leader's address: that of the one server there is.</summary>
    public string LeaderAddress => $"{Options.AdvertiseAddress}:{Endpoints.ServerPort}";

    /// <summary>Where peers dial, as <c>host:port</c>: the WAN address where there is one. None without a port for it.</summary>
    public ImmutableArray<string> ServerAddresses
    {
        get
        {
            var host = Options.AdvertiseAddressWan ?? Options.AdvertiseAddress;
            return Endpoints.GrpcTlsPort <= 0 ? [] : [host.Contains(':', StringComparison.Ordinal) ? $"[{host}]:{Endpoints.GrpcTlsPort}" : $"{host}:{Endpoints.GrpcTlsPort}"];
        }
    }

    public PeeringEstablisher Establisher(IPeeringDialer dialer) => new(State, Peerings, Streams, Options, () => TrustDomain, dialer);

    public PeeringDeleter Deleter(IPeeringTeardown teardown) => new(State, Peerings, teardown, Options, Clock);

    public PeeringDeletionWorker DeletionWorker(IPeeringTeardown teardown) => new(State, Peerings, teardown, Options, Loggers.CreateLogger<PeeringDeletionWorker>());

    public SessionExpiryWorker SessionExpiryWorker() => new(State, Sessions, _deadlines, Clock, Loggers.CreateLogger<SessionExpiryWorker>());

    public CheckWorker CheckWorker(ICheckProber prober) => new(State, Agent, prober, Clock, Loggers.CreateLogger<CheckWorker>());

    /// <summary>Signalled when the cluster stops.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>Raised when the whole state was replaced: no stream that is up belongs to what is there now.</summary>
    public event Action? Restored;

    /// <summary>
    /// Replaces the whole state at once by that of a snapshot, and with it the authority and what is registered of this server itself,
    /// which goes on to be who it is.
    /// </summary>
    /// <exception cref="RefusalException">The state cannot be kept any more; nothing has changed then.</exception>
    public void Restore(ClusterSnapshot snapshot)
    {
        var seeded = AclSeed.AddTo(snapshot, Options.Acl, Clock.GetUtcNow());
        var domain = seeded.CaRoots.Active is { } root ? new TrustDomain(root.ExternalTrustDomain, Options.Datacenter) : TrustDomain;
        var authority = Options.ConnectEnabled && seeded.CaRoots.Active is not null ? new CertificateAuthority(domain, Clock, seeded.CaRoots) : null;
        var isDone = false;
        try
        {
            State.Replace(seeded, transaction =>
            {
                OwnNode.Restore(transaction);
                Agent.Restore(transaction);
                if (authority is null)
                {
                    transaction.Set(transaction.Snapshot with { CaRoots = State.Current.CaRoots with { Index = transaction.Index } });
                    return;
                }

                // Under the same turn as the state, so that of two restores at once one wins whole.
                // The one before stays undisposed: handshakes under way may hold it still.
                (TrustDomain, Authority) = (domain, authority);
            });
            isDone = true;
        }
        finally
        {
            if (!isDone)
            {
                authority?.Dispose();
            }
        }

        Restored?.Invoke();
    }

    /// <summary>Puts the start off until something is done, but not for long; called before the start.</summary>
    public void StartAfter(Task work) => _startWork = Task.WhenAll(_startWork, work);

    public void MarkStarted(ServerEndpoints endpoints)
    {
        Endpoints = endpoints;
        OwnNode.Register(endpoints);
        if (_startWork.IsCompleted)
        {
            _started.TrySetResult();
        }
        else
        {
            _ = StartLaterAsync();
        }
    }

    /// <summary>Ends every wait, so that the listeners can close at once.</summary>
    public void Stop() => _stopping.Cancel();

    public void Dispose()
    {
        _stopping.Dispose();
        Agent.Dispose();
        OwnNode.Dispose();
        Authority?.Dispose();
    }

    private async Task StartLaterAsync()
    {
        await _startWork.WaitAsync(StartPatience, Clock, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _started.TrySetResult();
    }

    private CertificateAuthority NewAuthority()
    {
        var authority = new CertificateAuthority(TrustDomain, Clock);
        State.Write(transaction => WriteRoot(transaction, authority));
        return authority;
    }

    private static void WriteRoot(StateTransaction transaction, CertificateAuthority authority)
    {
        transaction.Set(transaction.Snapshot with
        {
            CaRoots = new CaRootsTable
            {
                Index = transaction.Index,
                Roots = [authority.Root with { CreateIndex = transaction.Index, ModifyIndex = transaction.Index }],
                SigningKey = authority.ExportKey(),
            },
        });
        transaction.Touch(Topic.CaRoots);
    }
}
