using PeeringServer.Core.GoText;

namespace PeeringServer.Core.Catalog;

/// <summary>Texts with which the catalog refuses.</summary>
internal static class CatalogTexts
{
    public const string PeerNameGiven = "cannot register requests with PeerName in them";
    public const string NodeMissing = "Must provide node";
    public const string AddressMissing = "Must provide address if SkipNodeUpdate is not set";
    public const string ServiceNameMissing = "Must provide service name (Service.Service) when service ID is provided";
    public const string InvalidServiceAddress = "Invalid service address";
    public const string NoPathToDatacenter = "No path to datacenter";
    public const string NodeUnregistered = "Missing node registration";
    public const string ServiceUnregistered = "Missing service registration";

    public const string NoSidecarPorts = "no port provided for sidecar_service and auto-assignment disabled in config";

    public static string NoSidecarPortLeft(int lowest, int highest) => $"no port provided for sidecar_service and none left in the configured range [{lowest}, {highest}]";

    public static string ServiceNotRegistered(string name, string fault) => $"Failed to register service {GoQuote.Quote(name)}: {fault}";

    public static string SidecarNotRegistered(string name, string fault) => $"Failed to register sidecar for service {GoQuote.Quote(name)}: {fault}";

    public static string CheckNotRegistered(string name, string fault) => $"Failed to register check '{name}': {fault}";

    public static string CheckOfOtherNode(string checkNode, string check, string node) => $"Node '{checkNode}' for check '{check}' doesn't match register request node '{node}'";

    public static string UnknownServiceOfCheck(string service, string check) => $"Unknown service ID '{service}' for check ID '{check}'";

    public static string InvalidServiceMeta(string node, string service, string fault) => $"failed inserting service: Invalid Service Meta for node {node} and serviceID {service}: {fault}";

    public static string BadNodeId(string fault) => $"Bad node ID: {fault}";

    public static string NameReserved(string id, string address, CatalogNode holder, string name) =>
        $"failed inserting node: Error while renaming Node ID: \"{id}\"{address}: Node name {name} is reserved by node {holder.Id} with name {holder.Name} ({holder.Address})";

    public static string UnknownServiceId(string id) => $"Unknown service ID \"{id}\". Ensure that the service ID is passed, not the service name.";

    public static string UnknownCheckId(string id) => $"Unknown check ID \"{id}\". Ensure that the check ID is passed, not the check name.";

    public static string NoSuchServiceId(string id) => $"ServiceID \"{id}\" does not exist";

    public static string NotTtl(string id) => $"CheckID \"{id}\" does not have associated TTL";

    /// <summary>Several faults as one text, as Go's multierror lists them.</summary>
    public static string Errors(IReadOnlyCollection<string> faults) =>
        $"{(faults.Count == 1 ? "1 error" : $"{faults.Count} errors")} occurred:{string.Concat(faults.Select(static fault => $"\n\t* {fault}"))}\n\n";
}
