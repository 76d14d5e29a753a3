using System.Text;
using PeeringServer.Core.Catalog;
using PeeringServer.Core.GoJson;

namespace PeeringServer.Http.Wire;

/// <summary>Turns decoded bodies of the agent's endpoints into what the domain takes.</summary>
internal static class AgentBodies
{
    /// <summary>A service with its checks and its sidecar.</summary>
    /// <exception cref="HttpRefusalException">The sidecar cannot be decoded, or a duration is none.</exception>
    public static AgentServiceRequest ServiceRequest(GoObject body)
    {
        var request = Told(body);
        return request.Service.Id.Length > 0 ? request : request with { Service = request.Service with { Id = request.Service.Name } };
    }

    // Without the id that follows from the name: a sidecar may have none of its own.
    private static AgentServiceRequest Told(GoObject body)
    {
        var service = CatalogBodies.Service(body, "Name", "");
        return new AgentServiceRequest(
            service with
            {
                EnableTagOverride = service.EnableTagOverride || body.GetBool("EnableTagOverrideSnake"),
                TaggedAddresses = service.TaggedAddresses is { Pairs.IsEmpty: false } given ? given : CatalogBodies.Addresses(body, "TaggedAddressesSnake"),
            },
            new ValueList<AgentCheckRequest>(Checks(body)))
        {
            Sidecar = body.GetObject("Connect") is { } connect ? Sidecar(connect) : null,
        };
    }

    private static AgentServiceRequest? Sidecar(GoObject connect)
    {
        if ((connect["SidecarService"] ?? connect["SidecarServiceSnake"]) is not string json)
        {
            return null;
        }

        try
        {
            return Told(GoJsonDecoder.Unmarshal(Encoding.UTF8.GetBytes(json), AgentRequestTypes.Service));
        }
        catch (GoJsonException fault)
        {
            throw CatalogRequests.DecodeFailed(fault.Message);
        }
    }

    // The checks that come with a service: the one, where it says anything, and the list.
    private static List<AgentCheckRequest> Checks(GoObject body)
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
                SuccessBeforePassing = body.GetInt64("SuccessBeforePassing"),
                FailuresBeforeWarning = body.GetInt64("FailuresBeforeWarning"),
                FailuresBeforeCritical = body.GetInt64("FailuresBeforeCritical"),
                DeregisterCriticalServiceAfter = CatalogBodies.Duration(body["DeregisterCriticalServiceAfter"] ?? body["DeregisterCriticalServiceAfterSnake"]),
            },
        };
    }

    private static string FirstOf(string first, string second) => first.Length > 0 ? first : second;

    private static ValueList<string> FirstOf(ValueList<string> first, params string[]?[] others) =>
        first.Items.IsEmpty ? ValueList<string>.From(Array.Find(others, static other => other is { Length: > 0 })) : first;
}
