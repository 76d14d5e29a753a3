using System.Net;
using PeeringServer.Core.Exports;
using PeeringServer.Core.GoText;

namespace PeeringServer.Core.Catalog;

/// <summary>
/// Fills in what the definition of a sidecar left out, after Consul's reference of sidecar proxies: id, name, destination and the rest follow from the
/// service, the port is the lowest free one of a range, and two checks say whether the proxy listens and how the service is.
/// </summary>
internal static class AgentSidecars
{
    private const string LocalAddress = "127.0.0.1";
    private const long ListeningInterval = 10 * GoDuration.Second;

    /// <summary>Id of the sidecar of a service. It cannot be another: there is one of each service at the most.</summary>
    public static string IdOf(string serviceId) => ExportConstants.SidecarOf(serviceId);

    /// <summary>The sidecar that is registered beside a service, with its port and its checks.</summary>
    /// <param name="sidecar">What was told of it.</param>
    /// <param name="parent">The service.</param>
    /// <param name="port">Its port where it was told none.</param>
    public static AgentServiceRequest Complete(AgentServiceRequest sidecar, CatalogService parent, Func<int> port)
    {
        var service = Complete(sidecar.Service, parent);
        service = service.Port > 0 ? service : service with { Port = port() };
        return new AgentServiceRequest(service, sidecar.Checks.Items.IsEmpty ? DefaultChecks(service, parent.Id) : sidecar.Checks);
    }

    /// <summary>The same but for the port and the checks: what is known without the others.</summary>
    public static CatalogService Complete(CatalogService sidecar, CatalogService parent) => sidecar with
    {
        Node = parent.Node,
        Id = IdOf(parent.Id),
        Name = Or(sidecar.Name, ExportConstants.SidecarOf(parent.Name)),
        Kind = Or(sidecar.Kind, ServiceKinds.ConnectProxy),
        Tags = sidecar.Tags.Items.IsEmpty ? parent.Tags : sidecar.Tags,
        Meta = sidecar.Meta is { Pairs.IsEmpty: false } meta ? meta : parent.Meta,
        Locality = sidecar.Locality ?? parent.Locality,
        Proxy = sidecar.Proxy with
        {
            DestinationServiceName = Or(sidecar.Proxy.DestinationServiceName, parent.Name),
            DestinationServiceId = Or(sidecar.Proxy.DestinationServiceId, parent.Id),
            LocalServiceAddress = sidecar.Proxy.LocalServiceSocketPath.Length > 0 ? sidecar.Proxy.LocalServiceAddress : Or(sidecar.Proxy.LocalServiceAddress, LocalAddress),
            LocalServicePort = sidecar.Proxy.LocalServiceSocketPath.Length > 0 || sidecar.Proxy.LocalServicePort > 0 ? sidecar.Proxy.LocalServicePort : parent.Port,
        },
    };

    /// <summary>The port of a sidecar that was told none: the one it has, or the lowest that no service of the agent has.</summary>
    /// <exception cref="RefusalException">There is none left.</exception>
    public static int FreePort(string sidecarId, AgentTable table, ClusterOptions options)
    {
        var (lowest, highest) = (options.SidecarMinPort, options.SidecarMaxPort);
        if (lowest <= 0 || highest < lowest)
        {
            throw new RefusalException(RefusalKind.Conflict, CatalogTexts.NoSidecarPorts);
        }

        if (table.Services.GetValueOrDefault(sidecarId) is { Port: var own } && own >= lowest && own <= highest)
        {
            return own;
        }

        var taken = table.Services.Values.Select(static service => service.Port).ToHashSet();
        for (var port = lowest; port <= highest; port++)
        {
            if (!taken.Contains(port))
            {
                return port;
            }
        }

        throw new RefusalException(RefusalKind.Conflict, CatalogTexts.NoSidecarPortLeft(lowest, highest));
    }

    private static ValueList<AgentCheckRequest> DefaultChecks(CatalogService sidecar, string parentId)
    {
        var address = Or(Or(sidecar.Address, sidecar.Proxy.LocalServiceAddress), LocalAddress);
        var host = IPAddress.TryParse(address, out var ip) && ip.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{address}]" : address;
        return new ValueList<AgentCheckRequest>(
        [
            new AgentCheckRequest { Name = "Connect Sidecar Listening", Definition = new CheckDefinition { Tcp = $"{host}:{sidecar.Port}", Interval = ListeningInterval } },
            new AgentCheckRequest { Name = $"Connect Sidecar Aliasing {parentId}", Definition = new CheckDefinition { AliasService = parentId } },
        ]);
    }

    private static string Or(string told, string byDefault) => told.Length > 0 ? told : byDefault;
}
