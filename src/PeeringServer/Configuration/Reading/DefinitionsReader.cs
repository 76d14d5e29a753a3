using PeeringServer.Configuration.Decoding;
using PeeringServer.Core.Catalog;
using PeeringServer.Core.GoText;
using PeeringServer.Core.Peerings;
using PeeringServer.Http;
using PeeringServer.Http.Wire;

namespace PeeringServer.Configuration.Reading;

/// <summary>Reads <c>services</c> and <c>checks</c>. Some of what may be wrong with them refuses the configuration, the rest the start, as with a real agent.</summary>
internal static class DefinitionsReader
{
    private static readonly string[] Durations = ["interval", "timeout", "ttl", "deregister_critical_service_after"];

    /// <summary>Reads them; problems are added to those of the configuration.</summary>
    public static AgentDefinitions Read(ConfigContext context)
    {
        var (services, checks) = (context.Keys.Tables("services"), context.Keys.Tables("checks"));
        if (services.Count + checks.Count == 0)
        {
            return AgentDefinitions.None;
        }

        List<string> problems = [.. checks.SelectMany(ProblemsOfCheck), .. services.SelectMany(ProblemsOfService)];
        problems.ForEach(context.Problems.Add);
        if (problems.Count > 0)
        {
            return AgentDefinitions.None;
        }

        var read = new AgentDefinitions { Services = [.. services.Select(DefinitionBodies.Service)], Checks = [.. checks.Select(DefinitionBodies.CheckAlone)] };
        return read with { Fault = read.Services.Select(AgentRules.DefinitionFaultOf).Concat(read.Checks.Select(AgentRules.DefinitionFaultOf)).FirstOrDefault(static fault => fault is not null) };
    }

    private static IEnumerable<string> ProblemsOfService(ConfigTable service)
    {
        var name = service.Find("name") as string ?? "";
        foreach (var problem in ChecksOf(service).SelectMany(ProblemsOfCheck))
        {
            yield return problem;
        }

        if (service.Find("meta") is Dictionary<string, object> meta && PeeringMeta.FaultOf(meta.ToDictionary(static pair => pair.Key, static pair => (string)pair.Value)) is { } fault)
        {
            yield return $"invalid meta for service {name}: {fault}";
        }

        if (WeightsOf(service).Fault is { } weights)
        {
            yield return $"Invalid weight definition for service {name}: {weights}";
        }

        if (service.Find("socket_path") is string path && (service.Find("port") ?? service.Find("address")) is not null)
        {
            yield return $"service {name} cannot have both socket path {path} and address/port";
        }

        foreach (var problem in service.Find("connect.sidecar_service") is ConfigTable sidecar ? ProblemsOfSidecar(sidecar) : [])
        {
            yield return problem;
        }
    }

    private static IEnumerable<string> ProblemsOfSidecar(ConfigTable sidecar)
    {
        foreach (var problem in ProblemsOfService(sidecar))
        {
            yield return problem;
        }

        if (sidecar.Find("id") is string { Length: > 0 })
        {
            yield return "sidecar_service can't specify an ID";
        }

        if (sidecar.Find("connect.sidecar_service") is not null)
        {
            yield return "sidecar_service can't have a nested sidecar_service";
        }
    }

    private static IEnumerable<string> ProblemsOfCheck(ConfigTable check) => Durations
        .Select(key => check.Find(key) is string text && !GoDuration.TryParse(text, out _, out var error)
            ? $"check[{check.Find("id")}].{key}: invalid duration: {GoQuote.Quote(text)}: {error}"
            : null)
        .OfType<string>();

    private static IEnumerable<ConfigTable> ChecksOf(ConfigTable service)
    {
        List<object> all = [.. service.Find("checks") as List<object> ?? []];
        if (service.Find("check") is { } single)
        {
            all.Add(single);
        }

        return all.Cast<ConfigTable>();
    }

    private static ServiceWeights WeightsOf(ConfigTable service) =>
        new(Weight(service, "passing") ?? ServiceWeights.Default.Passing, Weight(service, "warning") ?? ServiceWeights.Default.Warning);

    private static int? Weight(ConfigTable service, string name) => service.Find($"weights.{name}") is long weight ? (int)Math.Clamp(weight, int.MinValue, int.MaxValue) : null;
}
