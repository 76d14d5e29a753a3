using PeeringServer.Core.Exports;
using PeeringServer.Core.GoText;
using PeeringServer.Core.State;

namespace PeeringServer.Core.ConfigEntries.Rules;

/// <summary>Routers and splitters look into requests, so the services they are of have to speak some kind of HTTP, and to go on with it.</summary>
internal static class ProtocolRules
{
    /// <summary>Looks at the entries that a write has an effect on.</summary>
    /// <param name="snapshot">The state with the write in it.</param>
    /// <param name="kind">Kind of the entry that was written or deleted.</param>
    /// <param name="name">Its name.</param>
    /// <exception cref="RefusalException">A service would be routed or split that speaks no HTTP.</exception>
    public static void Require(ClusterSnapshot snapshot, string kind, string name)
    {
        switch (kind)
        {
            case ConfigEntryKinds.ServiceRouter or ConfigEntryKinds.ServiceSplitter or ConfigEntryKinds.ServiceDefaults:
                RequireOf(snapshot, name);
                break;
            case ConfigEntryKinds.ProxyDefaults:
                foreach (var entry in snapshot.ConfigEntries.All.Where(static entry => entry.Kind is ConfigEntryKinds.ServiceRouter or ConfigEntryKinds.ServiceSplitter))
                {
                    RequireOf(snapshot, entry.Name);
                }

                break;
            default:
                break;
        }
    }

    private static void RequireOf(ClusterSnapshot snapshot, string service)
    {
        var entries = snapshot.ConfigEntries;
        if (entries.Find(ConfigEntryKinds.ServiceRouter, service) is null && entries.Find(ConfigEntryKinds.ServiceSplitter, service) is null)
        {
            return;
        }

        if (ServiceProtocol.Of(snapshot, service) is not ("http" or "http2" or "grpc") and var protocol)
        {
            throw new RefusalException(
                RefusalKind.Invalid,
                $"discovery chain {GoQuote.Quote(service)} uses a protocol {GoQuote.Quote(protocol)} that does not permit advanced routing or splitting behavior");
        }
    }
}
