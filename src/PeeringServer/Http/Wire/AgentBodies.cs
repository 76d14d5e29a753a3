using PeeringServer.Core.Catalog;
using PeeringServer.Core.GoJson;

namespace PeeringServer.Http.Wire;

/// <summary>Turns decoded bodies of the agent's endpoints into what the domain takes.</summary>
internal static class AgentBodies
{
    public static CatalogService Service(GoObject body, string node)
    {
        var service = CatalogBodies.Service(body, "Name", node);
        return service with
        {
            Id = service.Id.Length == 0 ? service.Name : service.Id,
            EnableTagOverride = service.EnableTagOverride || body.GetBool("EnableTagOverrideSnake"),
            TaggedAddresses = service.TaggedAddresses is { Pairs.IsEmpty: false } given ? given : CatalogBodies.Addresses(body, "TaggedAddressesSnake"),
        };
    }

    /// <summary>The checks that come with a service: the one, where it says anything, and the list.</summary>
    public static IReadOnlyList<AgentCheckRequest> Checks(GoObject body)
    {
        List<AgentCheckRequest> checks = [.. body.GetObjects("Checks").Select(Check)];
        if (Check(body.GetObject("Check")!) is var single && single != new AgentCheckRequest())
        {
            checks.Insert(0, single);
        }

        return checks;
    }

    /// <summary>A check registered by itself.</summary>
    public static AgentCheckRequest CheckAlone(GoObject body)
    {
        var check = Check(body);
        var serviceId = body.GetString("ServiceID");
        return check with
        {
            Id = body.GetString("ID") is { Length: > 0 } id ? id : check.Id,
            ServiceId = serviceId.Length > 0 ? serviceId : body.GetString("ServiceIDSnake"),
        };
    }

    private static AgentCheckRequest Check(GoObject body)
    {
        var definition = CatalogBodies.Definition(body);
        return new AgentCheckRequest
        {
            Id = body.GetString("CheckID"),
            Name = body.GetString("Name"),
            Status = body.GetString("Status"),
            Notes = body.GetString("Notes"),
            Definition = definition with
            {
                ScriptArgs = FirstOf(definition.ScriptArgs, body.GetStrings("Args"), body.GetStrings("ScriptArgsSnake")),
                DockerContainerId = FirstOf(definition.DockerContainerId, body.GetString("DockerContainerIDSnake")),
                TlsServerName = FirstOf(definition.TlsServerName, body.GetString("TLSServerNameSnake")),
                TlsSkipVerify = definition.TlsSkipVerify || body.GetBool("TLSSkipVerifySnake"),
                GrpcUseTls = definition.GrpcUseTls || body.GetBool("GRPCUseTLSSnake"),
                H2PingUseTls = definition.H2PingUseTls || body.GetBool("H2PingUseTLSSnake"),
                DeregisterCriticalServiceAfter = CatalogBodies.Duration(body["DeregisterCriticalServiceAfter"] ?? body["DeregisterCriticalServiceAfterSnake"]),
            },
        };
    }

    private static string FirstOf(string first, string second) => first.Length > 0 ? first : second;

    private static ValueList<string> FirstOf(ValueList<string> first, params string[]?[] others) =>
        first.Items.IsEmpty ? ValueList<string>.From(Array.Find(others, static other => other is { Length: > 0 })) : first;
}
