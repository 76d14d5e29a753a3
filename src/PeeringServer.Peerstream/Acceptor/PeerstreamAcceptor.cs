using Microsoft.Extensions.Logging;
using PeeringServer.Core;
using PeeringServer.Core.Acl;
using PeeringServer.Core.Peerings;
using PeeringServer.Peerstream.Grpc;
using PeeringServer.Peerstream.Grpc.Server;
using PeeringServer.Peerstream.Messages;
using PeeringServer.Peerstream.Sessions;
using PeeringServer.Peerstream.Wire;

namespace PeeringServer.Peerstream.Acceptor;

/// <summary>The acceptor's side: gives out stream secrets, and takes in streams that are opened with them.</summary>
/// <param name="cluster">Whose side.</param>
/// <param name="sessions">The streams that are up.</param>
/// <param name="exchanged">Called each time a stream secret was given out.</param>
/// <param name="logger">Where it logs.</param>
internal sealed partial class PeerstreamAcceptor(Cluster cluster, SessionRegistry sessions, Action exchanged, ILogger<PeerstreamAcceptor> logger)
{
    /// <summary>The methods as a port serves them.</summary>
    public IReadOnlyCollection<GrpcMethod> Methods =>
    [
        new UnaryMethod<ExchangeSecretRequest, ExchangeSecretResponse>(
            PeerstreamConstants.Service, PeerstreamConstants.ExchangeSecret, ExchangeSecretRequest.Parser, (request, _) => ExchangeAsync(request)) { OpenToPeers = true },
        new DuplexMethod<ReplicationMessage, ReplicationMessage>(
            PeerstreamConstants.Service, PeerstreamConstants.StreamResources, ReplicationMessage.Parser, StreamAsync) { OpenToPeers = true },
        new UnaryMethod<GetSupportedDataplaneFeaturesRequest, GetSupportedDataplaneFeaturesResponse>(
            PeerstreamConstants.DataplaneService,
            PeerstreamConstants.GetSupportedDataplaneFeatures,
            GetSupportedDataplaneFeaturesRequest.Parser,
            (_, call) => Task.FromResult(Features(call))),
    ];

    /// <summary>None; but only to who has a token, whatever that allows.</summary>
    private GetSupportedDataplaneFeaturesResponse Features(GrpcServerCall call)
    {
        if (cluster.Options.Acl.Enabled)
        {
            var secret = call.Metadata(PeerstreamConstants.TokenMetadata);
            try
            {
                cluster.AccessControl.Caller(secret).RequireToken();
            }
            catch (RefusalException refusal)
            {
                throw new GrpcException(GrpcStatusCode.Unauthenticated, refusal.Message);
            }

            if (secret is "" or AclConstants.AnonymousSecret)
            {
                throw new GrpcException(GrpcStatusCode.Unauthenticated, PeerstreamTexts.TokenMissing);
            }
        }

        return new GetSupportedDataplaneFeaturesResponse();
    }

    private async Task<ExchangeSecretResponse> ExchangeAsync(ExchangeSecretRequest request)
    {
        if (SecretIndex.Fault(request.PeerID) is { } fault)
        {
            throw new GrpcException(GrpcStatusCode.Internal, PeerstreamTexts.SecretLookupFailed(fault));
        }

        // A token of an ended peering was given out, but is good for nothing.
        var secret = cluster.State.Current.Peerings.FindById(request.PeerID) is { IsLive: true, IsDialer: false } peering
            ? cluster.Secrets.Exchange(peering.Id, request.EstablishmentSecret)
            : null;
        if (secret is null)
        {
            throw new GrpcException(GrpcStatusCode.PermissionDenied, PeerstreamTexts.InvalidEstablishmentSecret);
        }

        await cluster.State.WhenDurableAsync(wasRefusing: false, CancellationToken.None).ConfigureAwait(false);
        exchanged();
        return new ExchangeSecretResponse { StreamSecret = secret };
    }

    private async Task StreamAsync(GrpcServerStream<ReplicationMessage, ReplicationMessage> stream)
    {
        var first = await stream.ReadAsync(CancellationToken.None).ConfigureAwait(false)
            ?? throw new GrpcException(GrpcStatusCode.Unknown, GrpcErrorConstants.EndOfStream);
        var peering = await AdmitAsync(first, stream).ConfigureAwait(false);
        var session = new PeerSession(cluster, new SessionRole(peering.Id, "", IsDialer: false), stream, static () => { }, Subscriptions.OfAcceptor());
        if (!sessions.TryAdd(session))
        {
            throw new GrpcException(GrpcStatusCode.Unknown, PeerstreamTexts.AlreadyActive(peering.Id));
        }

        if (cluster.State.Current.Peerings.FindById(peering.Id) is not { IsLive: true })
        {
            // Deleted before the stream was there to be ended with it.
            sessions.Remove(session);
            session.Abandon();
            await stream.WriteAsync(new ReplicationMessage { Terminated = new() }, CancellationToken.None).ConfigureAwait(false);
            throw new GrpcException(GrpcStatusCode.Aborted, PeerstreamTexts.MarkedAsDeleted(first.Open.PeerID));
        }

        Log.Opened(logger, peering.Name, peering.Id);
        cluster.Streams.Update(peering.Id, static status => status with { Connected = true, DisconnectError = "", DisconnectedAt = null });
        try
        {
            var end = await session.RunAsync(stream.Call.Ended).ConfigureAwait(false);
            StreamEnds.Track(cluster, session, "");
            Log.Ended(logger, peering.Name, peering.Id, end);
        }
        catch (Exception fault) when (fault is GrpcException or OperationCanceledException)
        {
            var status = (fault as GrpcException)?.Status ?? stream.Call.EndStatus();
            StreamEnds.Track(cluster, session, status.Message);
            Log.Broken(logger, peering.Name, peering.Id, status.Message);
            throw;
        }
        catch (Exception fault)
        {
            // Told by whoever answers the call; here the peering must not count as active any more.
            StreamEnds.Track(cluster, session, fault.Message);
            throw;
        }
        finally
        {
            sessions.Remove(session);
        }
    }

    /// <summary>Checks stand in the order in which a real acceptor makes them.</summary>
    private async ValueTask<Peering> AdmitAsync(ReplicationMessage first, GrpcServerStream<ReplicationMessage, ReplicationMessage> stream)
    {
        if (first.Open is not { } open)
        {
            throw Invalid(PeerstreamTexts.FirstMessage);
        }

        if (open.PeerID.Length == 0)
        {
            throw Invalid(PeerstreamTexts.PeerIdMissing);
        }

        if (SecretIndex.Fault(open.PeerID) is not null)
        {
            throw new GrpcException(GrpcStatusCode.Internal, PeerstreamTexts.PeerIdNotFound(open.PeerID));
        }

        if (cluster.State.Current.Peerings.FindById(open.PeerID) is not { } peering)
        {
            throw Invalid(PeerstreamTexts.PeerIdUnknown(open.PeerID));
        }

        if (!peering.IsLive)
        {
            if (peering.IsDeleting)
            {
                await stream.WriteAsync(new ReplicationMessage { Terminated = new() }, CancellationToken.None).ConfigureAwait(false);
            }

            throw new GrpcException(GrpcStatusCode.Aborted, PeerstreamTexts.MarkedAsDeleted(open.PeerID));
        }

        CheckSecret(peering, open);

        // The dialer counts on its secret from now on.
        await cluster.State.WhenDurableAsync(wasRefusing: false, CancellationToken.None).ConfigureAwait(false);
        return peering.IsDialer ? throw Invalid(PeerstreamTexts.WrongEnd) : peering;
    }

    private void CheckSecret(Peering peering, ReplicationMessage.Types.Open open)
    {
        switch (cluster.Secrets.Open(peering.Id, open.StreamSecretID))
        {
            case StreamSecretVerdict.NoneKnown:
                throw new GrpcException(GrpcStatusCode.Internal, PeerstreamTexts.NoSecrets);
            case StreamSecretVerdict.Wrong:
                throw new GrpcException(GrpcStatusCode.PermissionDenied, PeerstreamTexts.InvalidStreamSecret);
            case StreamSecretVerdict.Promoted when open.Remote is { } remote && !remote.Equals(new Messages.RemoteInfo()):
                cluster.Peerings.Update(peering.Id, existing => existing with { Remote = RemoteInfoCodec.Decode(remote) });
                break;
            default:
                break;
        }
    }

    private static GrpcException Invalid(string text) => new(GrpcStatusCode.InvalidArgument, text);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "stream of peering {Name} ({Id}) is up")]
        public static partial void Opened(ILogger logger, string name, string id);

        [LoggerMessage(2, LogLevel.Information, "stream of peering {Name} ({Id}) is over: {End}")]
        public static partial void Ended(ILogger logger, string name, string id, SessionEnd end);

        [LoggerMessage(3, LogLevel.Warning, "stream of peering {Name} ({Id}) broke: {Reason}")]
        public static partial void Broken(ILogger logger, string name, string id, string reason);
    }
}
