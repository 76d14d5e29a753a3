using PeeringServer.Core.Catalog;
using PeeringServer.Core.Peerings;
using PeeringServer.Http.Wire;

namespace PeeringServer.Http;

/// <summary>What a service or check has to fulfil for an agent to keep it, wherever it was defined.</summary>
internal static class AgentRules
{
    /// <summary>What is wrong with the registration of a service, in the order in which an agent looks; null for nothing.</summary>
    public static string? FaultOf(AgentServiceRequest request) =>
        FaultOf(request.Service, request.Sidecar) ?? CheckFaultOf(request, CatalogWireTexts.InvalidCheck) ?? SidecarFaultOf(request);

    /// <summary>What is wrong with the registration of a check; null for nothing.</summary>
    public static string? FaultOf(AgentCheckRequest check)
    {
        if (check.Name.Length == 0)
        {
            return CatalogWireTexts.CheckNameMissing;
        }

        if (check.Status.Length > 0 && !CheckStatus.IsKnown(check.Status))
        {
            return CatalogWireTexts.BadCheckStatus;
        }

        return check.Definition.Fault is { } fault ? CatalogWireTexts.InvalidCheck(fault) : null;
    }

    /// <summary>What is wrong with the definition of a service in a file; null for nothing.</summary>
    public static string? DefinitionFaultOf(AgentServiceRequest request)
    {
        var name = request.Service.Name;
        return CheckFaultOf(request, static fault => fault) is { } check ? CatalogWireTexts.ChecksNotValid(name, check)
            : request.Sidecar is { } sidecar && CheckFaultOf(sidecar, static fault => fault) is { } ofSidecar ? CatalogWireTexts.SidecarNotValid(name, ofSidecar)
            : name.Length == 0 ? CatalogTexts.ServiceNotRegistered(name, CatalogWireTexts.DefinedNameMissing)
            : FaultOf(request.Service, request.Sidecar) is { } fault ? CatalogTexts.ServiceNotRegistered(name, fault)
            : SidecarFaultOf(request) is { } proxy ? CatalogTexts.SidecarNotRegistered(name, proxy)
            : null;
    }

    /// <summary>What is wrong with the definition of a check in a file; null for nothing.</summary>
    public static string? DefinitionFaultOf(AgentCheckRequest check) =>
        check is { Id.Length: 0, Name.Length: 0 } ? CatalogTexts.CheckNotRegistered(check.Name, CatalogWireTexts.DefinedIdMissing)
        : check.Definition.Fault is { } fault ? CatalogTexts.CheckNotRegistered(check.Name, CatalogWireTexts.CheckNotValid(fault))
        : check.Status.Length > 0 && !CheckStatus.IsKnown(check.Status) ? CatalogTexts.CheckNotRegistered(check.Name, CatalogWireTexts.BadCheckStatus)
        : null;

    private static string? FaultOf(CatalogService service, AgentServiceRequest? sidecar)
    {
        if (service.Name.Length == 0)
        {
            return CatalogWireTexts.ServiceNameMissing;
        }

        if (CatalogRules.IsAnyAddress(service.Address))
        {
            return CatalogWireTexts.InvalidServiceAddress;
        }

        if (service.Weights.Fault is { } weights)
        {
            return CatalogWireTexts.InvalidWeights(weights);
        }

        if (service.Meta is { } meta && PeeringMeta.FaultOf(meta.Pairs) is { } pair)
        {
            return CatalogWireTexts.InvalidServiceMeta(pair);
        }

        List<string> faults = [.. CatalogRules.Faults(service), .. sidecar is null ? [] : ShapeFaultsOf(sidecar)];
        return faults.Count > 0 ? CatalogWireTexts.ValidationFailed(CatalogTexts.Errors(faults)) : null;
    }

    private static IEnumerable<string> ShapeFaultsOf(AgentServiceRequest sidecar)
    {
        if (sidecar.Service.Id.Length > 0)
        {
            yield return CatalogWireTexts.SidecarWithId;
        }

        if (sidecar.Sidecar is not null)
        {
            yield return CatalogWireTexts.SidecarNested;
        }
    }

    private static string? CheckFaultOf(AgentServiceRequest request, Func<string, string> describe) =>
        request.Checks.Items.Select(static check => check.Definition.Fault).FirstOrDefault(static fault => fault is not null) is { } invalid ? describe(invalid)
        : request.Checks.Items.Any(static check => check.Status.Length > 0 && !CheckStatus.IsKnown(check.Status)) ? CatalogWireTexts.BadServiceCheckStatus
        : null;

    private static string? SidecarFaultOf(AgentServiceRequest request)
    {
        if (request.Sidecar is not { } sidecar)
        {
            return null;
        }

        // The port may come later, and the agent's own is a good one.
        var complete = AgentSidecars.Complete(sidecar.Service, request.Service);
        var faults = CatalogRules.Faults(complete.Port > 0 ? complete : complete with { Port = 1 });
        return CheckFaultOf(sidecar, CatalogWireTexts.InvalidSidecar) ?? (faults.Count > 0 ? CatalogWireTexts.FailedValidation(CatalogTexts.Errors(faults)) : null);
    }
}
