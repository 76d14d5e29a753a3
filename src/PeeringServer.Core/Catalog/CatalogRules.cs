using System.Net;
using PeeringServer.Core.Peerings;

namespace PeeringServer.Core.Catalog;

/// <summary>What a registration has to fulfil, in the order in which it is looked at.</summary>
internal static class CatalogRules
{
    private const int UuidLength = 36;

    /// <summary>Fills in ids that were left out.</summary>
    /// <exception cref="RefusalException">Something is missing or wrong.</exception>
    public static CatalogRegistration Complete(CatalogRegistration registration)
    {
        var node = registration.Node;
        if (node.Name.Length == 0)
        {
            throw Refusal(CatalogTexts.NodeMissing);
        }

        if (node.Id.Length > 0 && UuidFault(node.Id) is { } fault)
        {
            throw Refusal(CatalogTexts.BadNodeId(fault));
        }

        if (node.Address.Length == 0 && !registration.SkipNodeUpdate)
        {
            throw Refusal(CatalogTexts.AddressMissing);
        }

        return registration with
        {
            Service = registration.Service is { } service ? Complete(service) : null,
            Checks =
            [
                .. registration.Checks.Select(check => check with
                {
                    Node = check.Node.Length == 0 ? node.Name : check.Node,
                    Id = check.Id.Length == 0 ? check.Name : check.Id,
                    Type = check.Type.Length == 0 ? check.Definition.Type : check.Type,
                }),
            ],
        };
    }

    /// <summary>Holds checks against what is registered already.</summary>
    /// <exception cref="RefusalException">A check is about another node, or about a service that is neither registered nor being registered.</exception>
    public static void RequireKnownServices(CatalogRegistration registration, PeerCatalog catalog)
    {
        var node = registration.Node.Name;
        foreach (var check in registration.Checks)
        {
            if (!string.Equals(check.Node, node, StringComparison.OrdinalIgnoreCase))
            {
                throw Refusal(CatalogTexts.CheckOfOtherNode(check.Node, check.Id, node));
            }

            if (check.ServiceId.Length > 0 && check.ServiceId != registration.Service?.Id && catalog.FindService(node, check.ServiceId)?.Id != check.ServiceId)
            {
                throw Refusal(CatalogTexts.UnknownServiceOfCheck(check.ServiceId, check.Id));
            }
        }
    }

    /// <summary>Everything that is wrong with a proxy or gateway, as one text; null for nothing.</summary>
    public static string? Fault(CatalogService service) => Faults(service) is { Count: > 0 } faults ? CatalogTexts.Errors(faults) : null;

    /// <summary>Everything that is wrong with a proxy or gateway.</summary>
    public static List<string> Faults(CatalogService service)
    {
        List<string> faults = [];
        if (service.Kind == ServiceKinds.ConnectProxy)
        {
            AddProxyFaults(service, faults);
        }
        else if (ServiceKinds.IsGateway(service.Kind) && service.Port == 0 && service.Kind is not (ServiceKinds.IngressGateway or ServiceKinds.ApiGateway))
        {
            faults.Add($"Port must be non-zero for a {service.Kind}");
        }

        if (service.Connect.Native && service.Port == 0 && service.SocketPath.Length == 0)
        {
            faults.Add("Port or SocketPath must be set for a Connect native service.");
        }

        return faults;
    }

    /// <summary>Whether an address stands for every address of a machine, which says nothing about where a service is.</summary>
    public static bool IsAnyAddress(string address) => IPAddress.TryParse(address, out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any));

    private static CatalogService Complete(CatalogService service)
    {
        if (Fault(service) is { } fault)
        {
            throw Refusal(fault);
        }

        var id = service.Id.Length == 0 ? service.Name : service.Id;
        if (id.Length > 0 && service.Name.Length == 0)
        {
            throw Refusal(CatalogTexts.ServiceNameMissing);
        }

        if (IsAnyAddress(service.Address))
        {
            throw Refusal(CatalogTexts.InvalidServiceAddress);
        }

        return service with { Id = id, Weights = service.Weights.Fault is null ? service.Weights : ServiceWeights.Default };
    }

    private static void AddProxyFaults(CatalogService service, List<string> faults)
    {
        if (service.Port == 0 && service.SocketPath.Length == 0)
        {
            faults.Add($"Port or SocketPath must be set for a {service.Kind}");
        }

        if (string.IsNullOrWhiteSpace(service.Proxy.DestinationServiceName))
        {
            faults.Add("Proxy.DestinationServiceName must be non-empty for Connect proxy services");
        }

        if (service.Proxy.DestinationServiceName == "*")
        {
            faults.Add("Proxy.DestinationServiceName must not be a wildcard for Connect proxy services");
        }

        if (service.Connect.Native)
        {
            faults.Add("A Proxy cannot also be Connect Native, only typical services");
        }
    }

    /// <summary>The metadata of a service follows the rules for peerings and nodes.</summary>
    /// <exception cref="RefusalException">A pair is not allowed.</exception>
    public static void RequireValidMeta(CatalogService service)
    {
        if (service.Meta is { } meta && PeeringMeta.FaultOf(meta.Pairs) is { } fault)
        {
            throw Refusal(CatalogTexts.InvalidServiceMeta(service.Node, service.Id, fault));
        }
    }

    private static string? UuidFault(string id)
    {
        if (id.Length != UuidLength)
        {
            return "uuid string is wrong length";
        }

        return id[8] == '-' && id[13] == '-' && id[18] == '-' && id[23] == '-' && Guid.TryParse(id, out _) ? null : "uuid is improperly formatted";
    }

    private static RefusalException Refusal(string text) => new(RefusalKind.Invalid, text);
}
