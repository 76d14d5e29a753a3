namespace PeeringServer.Core.Catalog;

/// <summary>Makes the agent keep what its configuration files say, and no more what they said before.</summary>
internal static class AgentConfiguring
{
    /// <summary>Whether there is anything to do: nothing is configured, and nothing was.</summary>
    public static bool IsIdle(AgentTable table, AgentDefinitions definitions) =>
        definitions is { Services.Count: 0, Checks.Count: 0 } && !table.Origins.Values.Any(static origin => origin.IsConfigured) && !table.Checks.Values.Any(static check => check.IsConfigured);

    /// <summary>Applies the definitions within a write. What is registered already in just this way is left alone, and so is what clients registered.</summary>
    /// <exception cref="RefusalException">One of them cannot be registered; the text is that of a real agent that does not start.</exception>
    public static void Apply(AgentEdit edit, AgentDefinitions definitions, string node)
    {
        RemoveFormer(edit, definitions);
        foreach (var service in definitions.Services)
        {
            Naming(() => edit.PutService(service, replaceChecks: false, isConfigured: true), fault => CatalogTexts.ServiceNotRegistered(service.Service.Name, fault));
            Naming(() => edit.PutSidecar(service, isConfigured: true), fault => CatalogTexts.SidecarNotRegistered(service.Service.Name, fault));
        }

        foreach (var check in definitions.Checks)
        {
            Naming(() => edit.PutKept(AgentChecks.Alone(check, node, edit.Table.ServiceOf(check)) with { IsConfigured = true }), fault => CatalogTexts.CheckNotRegistered(check.Name, fault));
        }
    }

    private static void RemoveFormer(AgentEdit edit, AgentDefinitions definitions)
    {
        var services = definitions.Services.Select(static service => service.Service.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var (id, origin) in edit.Table.Origins)
        {
            // A sidecar is up to the service it belongs to.
            if (origin is { IsConfigured: true, IsSidecar: false } && !services.Contains(id))
            {
                edit.RemoveService(id);
            }
        }

        var checks = ChecksOf(definitions).ToHashSet(StringComparer.Ordinal);
        foreach (var (id, check) in edit.Table.Checks)
        {
            if (check.IsConfigured && !edit.Table.OriginOf(check.Check.ServiceId).IsSidecar && !checks.Contains(id))
            {
                edit.RemoveCheck(id);
            }
        }
    }

    private static IEnumerable<string> ChecksOf(AgentDefinitions definitions) =>
        definitions.Services.SelectMany(static service => AgentChecks.OfService(service.Service, service.Checks.Items))
            .Concat(definitions.Checks.Select(static check => AgentChecks.Alone(check, "", null)))
            .Select(static check => check.Check.Id);

    private static void Naming(Action put, Func<string, string> describe)
    {
        try
        {
            put();
        }
        catch (RefusalException refusal) when (refusal.Kind != RefusalKind.NotKept)
        {
            throw new RefusalException(RefusalKind.Invalid, describe(refusal.Message));
        }
    }
}
