using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PeeringServer.Core;
using PeeringServer.Core.Peerings;
using PeeringServer.Peerstream.Acceptor;
using PeeringServer.Peerstream.Dialer;
using PeeringServer.Peerstream.Grpc.Client;
using PeeringServer.Peerstream.Grpc.Listeners;
using PeeringServer.Peerstream.Grpc.Server;
using PeeringServer.Peerstream.Sessions;

namespace PeeringServer.Peerstream;

/// <summary>Both roles of the protocol between servers, for one cluster.</summary>
internal sealed partial class PeerstreamServer : IDisposable
{
    private readonly Cluster _cluster;
    private readonly PeerDialer _dialer;
    private readonly GrpcEndpoints _endpoints;
    private readonly TaskCompletionSource _exchanged = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PeerstreamServer(Cluster cluster)
    {
        _cluster = cluster;
        _dialer = new PeerDialer(cluster.Clock);
        var sessions = new SessionRegistry();
        var acceptor = new PeerstreamAcceptor(cluster, sessions, Exchanged, cluster.Loggers.CreateLogger<PeerstreamAcceptor>());
        _endpoints = new GrpcEndpoints(
            new GrpcEndpointsOptions
            {
                Methods = acceptor.Methods,
                IsPeeringName = name => string.Equals(name, cluster.TrustDomain.PeeringServerName, StringComparison.OrdinalIgnoreCase),
                Stopping = cluster.Stopping,
            },
            cluster.Clock,
            cluster.Loggers.CreateLogger<GrpcEndpoints>());
        cluster.Restored += sessions.BreakAll;
        Exchanger = new SecretExchanger(_dialer, cluster.Clock, Exchanged);
        Teardown = new PeerstreamTeardown(sessions, cluster.Streams, cluster.Imports);
        var worker = new DialerWorker(cluster, _dialer, sessions, cluster.Loggers.CreateLogger<DialerWorker>());
        Worker = worker;
        if (cluster.State.Current.Peerings.ById.Values.Any(static peering => peering is { IsDialer: true, IsLive: true }))
        {
            // A real server dials before it has a leader again, and so before it answers: whoever waits for it finds its streams up.
            cluster.StartAfter(worker.CaughtUp);
        }
    }

    public IPeeringDialer Exchanger { get; }

    public IPeeringTeardown Teardown { get; }

    /// <summary>Keeps the streams of the peerings that dial.</summary>
    public IHostedService Worker { get; }

    /// <summary>Answers what comes in over a gRPC listener, and hands everything else on.</summary>
    public RequestDelegate Middleware(RequestDelegate next) =>
        context => context.Features.Get<GrpcListenerFeature>() is null ? next(context) : _endpoints.HandleAsync(context);

    /// <summary>
    /// Waits for the first secret that is exchanged, and makes the code of a stream ready in the quarter of a second until the
    /// stream is opened. A process that never peers pays nothing for it.
    /// </summary>
    public async Task PrepareStreamAsync()
    {
        await _exchanged.Task.WaitAsync(_cluster.Stopping).ConfigureAwait(false);
        try
        {
            await SessionRehearsal.RunAsync(_cluster.Clock, _cluster.Stopping).ConfigureAwait(false);
        }
        catch (Exception fault) when (!_cluster.Stopping.IsCancellationRequested)
        {
            // The first stream is as slow as without it, and nothing else.
            Log.NotPrepared(_cluster.Loggers.CreateLogger<PeerstreamServer>(), fault);
        }
    }

    /// <summary>Once nothing is dialled any more.</summary>
    public void Dispose() => _dialer.Dispose();

    private void Exchanged() => _exchanged.TrySetResult();

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "the code of streams could not be made ready")]
        public static partial void NotPrepared(ILogger logger, Exception fault);
    }
}
