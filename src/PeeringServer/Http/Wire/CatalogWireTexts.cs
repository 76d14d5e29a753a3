using PeeringServer.Core.GoText;

namespace PeeringServer.Http.Wire;

/// <summary>Texts that the catalog's and the agent's endpoints give by themselves.</summary>
internal static class CatalogWireTexts
{
    public const string ServiceNameMissing = "Missing service name";
    public const string NodeNameMissing = "Missing node name";
    public const string CheckStateMissing = "Missing check state";
    public const string InvalidPassing = "Invalid value for ?passing";

    public const string AgentServiceIdMissing = "Missing service ID";
    public const string HealthServiceIdMissing = "Missing serviceID";
    public const string HealthServiceNameMissing = "Missing service Name";
    public const string CheckNameMissing = "Missing check name";
    public const string BadCheckStatus = "Bad check status";
    public const string BadServiceCheckStatus = "Status for checks must 'passing', 'warning', 'critical'";
    public const string InvalidServiceAddress = "Invalid service address";
    public const string EnableMissing = "Missing value for enable";
    public const string NoSegments = "Network segments are not supported in this version of Consul";
    public const string SegmentOfWan = "Cannot provide a segment with wan=true";

    public const string SidecarWithId = "A SidecarService cannot specify an ID as this is managed by the agent";
    public const string SidecarNested = "A SidecarService cannot have a nested SidecarService";
    public const string DefinedNameMissing = "Service name missing";
    public const string DefinedIdMissing = "CheckID missing";
    public const string PrometheusDisabled = "Prometheus is not enabled since its retention time is not positive";

    private const string UnknownField = "json: unknown field ";

    public static string RequestDecodeFailed(string fault) => $"Request decode failed: {fault}{EnterpriseHint(fault)}";

    public static string FilterFault(string fault) => $"Failed to create boolean expression evaluator: {fault}";

    public static string InvalidEnable(string quoted) => $"Invalid value for enable: {quoted}";

    public static string InvalidCheck(string fault) => $"Invalid check: {fault}";

    public static string InvalidWeights(string fault) => $"Invalid Weights: {fault}";

    public static string InvalidServiceMeta(string fault) => $"Invalid Service Meta: {fault}";

    public static string ValidationFailed(string fault) => $"Validation failed: {fault}";

    public static string FailedValidation(string fault) => $"Failed Validation: {fault}";

    public static string InvalidSidecar(string fault) => $"Invalid SidecarService: {fault}";

    public static string CheckNotValid(string fault) => $"Check is not valid: {fault}";

    public static string ChecksNotValid(string service, string fault) => $"Failed to validate checks for service {GoQuote.Quote(service)}: {fault}";

    public static string SidecarNotValid(string service, string fault) => $"Failed to validate sidecar for service {GoQuote.Quote(service)}: {fault}";

    public static string InvalidCheckStatus(string status) => $"Invalid check status: '{status}'";

    public static string UnknownServiceId(string id) => $"unknown service ID: {id}";

    public static string ServiceIdNotFound(string id) => $"ServiceId {id} not found";

    public static string ServiceNameNotFound(string name) => $"ServiceName {name} Not Found";

    public static string NoSuchMember(string name) => $"agent: No node found with name '{name}'";

    private static string EnterpriseHint(string fault) => fault switch
    {
        UnknownField + "\"Partition\"" => " - Partitions are a Consul Enterprise feature",
        UnknownField + "\"Namespace\"" => " - Namespaces are a Consul Enterprise feature",
        _ => "",
    };
}
