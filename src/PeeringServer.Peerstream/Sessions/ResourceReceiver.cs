using System.Buffers;
using Google.Protobuf;
using Microsoft.Extensions.Logging;
using PeeringServer.Core;
using PeeringServer.Peerstream.Messages;
using PeeringServer.Peerstream.Wire;

namespace PeeringServer.Peerstream.Sessions;

/// <summary>Stores the resources that the other side sends, or says why not. What cannot be stored never ends a stream.</summary>
internal sealed partial class ResourceReceiver(Cluster cluster, SessionRole role)
{
    private readonly ILogger _logger = cluster.Loggers.CreateLogger<ResourceReceiver>();

    /// <summary>Stores a resource where it can.</summary>
    /// <returns>What to tell the other side.</returns>
    public ReplicationMessage Receive(ReplicationMessage.Types.Response response)
    {
        var verdict = Judge(response);
        var now = cluster.Clock.GetUtcNow();
        cluster.Streams.UpdateKnown(role.PeeringId, status => verdict.IsStored
            ? status with { LastReceiveSuccess = now }
            : status with { LastReceiveError = now, LastReceiveErrorText = verdict.Fault });
        return new ReplicationMessage
        {
            Request = new ReplicationMessage.Types.Request
            {
                ResourceURL = response.ResourceURL,
                ResponseNonce = response.Nonce,
                Error = verdict.IsStored ? null : new Status { Code = (int)verdict.Code, Message = verdict.Fault },
            },
        };
    }

    /// <summary>Checks stand in the order in which a real server makes them.</summary>
    private ResourceVerdict Judge(ReplicationMessage.Types.Response response)
    {
        if (!PeerstreamConstants.IsKnown(response.ResourceURL))
        {
            return ResourceVerdict.Invalid(PeerstreamTexts.UnknownType(response.ResourceURL));
        }

        if (response.Nonce.Length == 0)
        {
            return ResourceVerdict.Invalid(PeerstreamTexts.NonceMissing(response.ResourceURL, response.ResourceID));
        }

        if (response.Operation != Operation.Upsert)
        {
            return ResourceVerdict.Invalid(PeerstreamTexts.UnsupportedOperation((int)response.Operation));
        }

        if (response.Resource is not { } resource)
        {
            return ResourceVerdict.Invalid(PeerstreamTexts.NoContent);
        }

        var fault = resource.TypeUrl == response.ResourceURL
            ? Store(response.ResourceURL, response.ResourceID, resource.Value)
            : PeerstreamTexts.MismatchedType(response.ResourceURL, resource.TypeUrl);
        return fault is null ? ResourceVerdict.Stored : ResourceVerdict.Failed(PeerstreamTexts.UpsertFailed(response.ResourceURL, response.ResourceID, fault));
    }

    private string? Store(string url, string id, ByteString value)
    {
        var bytes = new ReadOnlySequence<byte>(value.Memory);
        try
        {
            switch (url)
            {
                case PeerstreamConstants.TrustBundleUrl:
                    Store(MessageCodec.Decode(PeeringTrustBundle.Parser, bytes));
                    return null;
                case PeerstreamConstants.ServerAddressesUrl:
                    return Store(MessageCodec.Decode(PeeringServerAddresses.Parser, bytes));
                case PeerstreamConstants.ExportedServiceListUrl:
                    Store(MessageCodec.Decode(ExportedServiceList.Parser, bytes));
                    return null;
                default:
                    return Store(id, MessageCodec.Decode(ExportedService.Parser, bytes));
            }
        }
        catch (MessageDecodeException fault)
        {
            return PeerstreamTexts.Undecodable(fault.Message);
        }
        catch (RefusalException refusal)
        {
            return refusal.Message;
        }
        catch (Exception fault)
        {
            // A message that cannot be taken must not end the stream, with which it would come again.
            Log.NotStored(_logger, fault, url, id);
            return fault.Message;
        }
    }

    /// <summary>The bundle's roots take the place of those known so far; the same ones again are written all the same, as by a real server.</summary>
    private void Store(PeeringTrustBundle bundle) => cluster.Peerings.Update(
        role.PeeringId,
        peering => peering with { PeerCaPems = [.. bundle.RootPEMs.Select(static pem => pem.EndsWith('\n') ? pem : pem + "\n")] });

    private string? Store(PeeringServerAddresses addresses)
    {
        if (!role.IsDialer)
        {
            return PeerstreamTexts.BecomesDialer;
        }

        if (addresses.Addresses.Count == 0)
        {
            return PeerstreamTexts.BecomesAcceptor;
        }

        cluster.Peerings.Update(role.PeeringId, peering => peering with { PeerServerAddresses = [.. addresses.Addresses] });
        return null;
    }

    private void Store(ExportedServiceList list)
    {
        cluster.Imports.Keep(role.PeeringId, list.Services);
        cluster.Streams.UpdateKnown(role.PeeringId, status => status with { ImportedServices = [.. list.Services] });
    }

    /// <summary>A real server panics on an instance without a node or a service; here it is refused, and nothing of the message stored.</summary>
    private string? Store(string name, ExportedService service)
    {
        if (service.Nodes.Any(static instance => instance.Node is not { Node_.Length: > 0 } || instance.Service is not { ID.Length: > 0 }))
        {
            return PeerstreamTexts.NodeMissing;
        }

        cluster.Imports.Replace(role.PeeringId, name, ExportedServiceCodec.Decode(service));
        return null;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "resource {Url} {ResourceId} cannot be stored")]
        public static partial void NotStored(ILogger logger, Exception fault, string url, string resourceId);
    }
}
