using PeeringServer.Peerstream.Grpc.Server;
using PeeringServer.Peerstream.Messages;

namespace PeeringServer.Peerstream.Tests.Infrastructure;

/// <summary>The two calls of peering, served by what a test gives.</summary>
internal static class Methods
{
    public const string Service = "hashicorp.consul.internal.peerstream.PeerStreamService";
    public const string ExchangeSecret = $"/{Service}/ExchangeSecret";
    public const string StreamResources = $"/{Service}/StreamResources";
    public const string DataplaneService = "hashicorp.consul.dataplane.DataplaneService";
    public const string DataplaneFeatures = $"/{DataplaneService}/GetSupportedDataplaneFeatures";

    public static GrpcMethod Exchange(Func<ExchangeSecretRequest, GrpcServerCall, Task<ExchangeSecretResponse>> handler) =>
        new UnaryMethod<ExchangeSecretRequest, ExchangeSecretResponse>(Service, "ExchangeSecret", ExchangeSecretRequest.Parser, handler) { OpenToPeers = true };

    /// <summary>Answers with the secret it was asked with.</summary>
    public static GrpcMethod ExchangeEcho() =>
        Exchange((request, _) => Task.FromResult(new ExchangeSecretResponse { StreamSecret = request.EstablishmentSecret }));

    public static GrpcMethod Stream(Func<GrpcServerStream<ReplicationMessage, ReplicationMessage>, Task> handler) =>
        new DuplexMethod<ReplicationMessage, ReplicationMessage>(Service, "StreamResources", ReplicationMessage.Parser, handler) { OpenToPeers = true };

    /// <summary>Sends every message back until the other side half-closes.</summary>
    public static GrpcMethod StreamEcho() => Stream(async stream =>
    {
        while (await stream.ReadAsync(CancellationToken.None) is { } message)
        {
            await stream.WriteAsync(message, CancellationToken.None);
        }
    });

    public static GrpcMethod Dataplane() => new UnaryMethod<GetSupportedDataplaneFeaturesRequest, GetSupportedDataplaneFeaturesResponse>(
        DataplaneService, "GetSupportedDataplaneFeatures", GetSupportedDataplaneFeaturesRequest.Parser,
        (_, _) => Task.FromResult(new GetSupportedDataplaneFeaturesResponse()));
}
