using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PeeringServer.Http;
using PeeringServer.Testing;

namespace PeeringServer.Tests.Acl;

/// <summary>Asks every route of the server without a token while nothing is allowed by default. A new route has to refuse, or to be put on a list with its reason.</summary>
public sealed class AclRouteWalkTests : AclClusterTest
{
    /// <summary>Routes that answer anybody, and why.</summary>
    private static readonly Dictionary<string, string> Open = new(StringComparer.Ordinal)
    {
        ["GET /v1/status/leader"] = "needs no permission in Consul: what waits for a leader has no token yet",
        ["GET /v1/status/peers"] = "needs no permission in Consul",
        ["GET /v1/connect/ca/roots"] = "public keys; needs no permission in Consul",
        ["GET /v1/agent/connect/ca/roots"] = "public keys; needs no permission in Consul",
        ["PUT /v1/acl/bootstrap"] = "makes the first token, so it cannot ask for one; after the first time it is refused",
        ["GET /v1/agent/version"] = "needs no permission in Consul",
        ["GET /v1/catalog/datacenters"] = "needs no permission in Consul",
        ["GET /v1/coordinate/datacenters"] = "needs no permission in Consul",
        ["GET /_emulator/health"] = "readiness of the container; tells nothing of the cluster",
        ["GET /_emulator/openapi.json"] = "describes the API; tells nothing of the cluster",
        ["GET /_emulator/docs/{**rest}"] = "describes the API; tells nothing of the cluster",
    };

    /// <summary>Routes that leave out what the caller may not see, and their answer to who may see nothing. To who may see all there is something: it was made before.</summary>
    private static readonly Dictionary<string, string> Blank = new(StringComparer.Ordinal)
    {
        ["GET /v1/agent/members"] = "[]",
        ["GET /v1/agent/services"] = "{}",
        ["GET /v1/agent/checks"] = "{}",
        ["GET /v1/catalog/nodes"] = "[]",
        ["GET /v1/catalog/services"] = "{}",
        ["GET /v1/catalog/service/"] = "[]",
        ["GET /v1/catalog/connect/"] = "[]",
        ["GET /v1/catalog/node/"] = "null",
        ["GET /v1/catalog/node-services/"] = """{"Node":null,"Services":null}""",
        ["GET /v1/health/node/"] = "[]",
        ["GET /v1/health/checks/"] = "[]",
        ["GET /v1/health/state/"] = "[]",
        ["GET /v1/health/service/"] = "[]",
        ["GET /v1/health/connect/"] = "[]",
        ["GET /v1/coordinate/nodes"] = "[]",
        ["GET /v1/session/list"] = "[]",
        ["GET /v1/session/info/"] = "[]",
        ["GET /v1/session/node/"] = "[]",
        ["PUT /v1/txn"] = """{"Results":null,"Errors":[{"OpIndex":0,"What":"Permission denied: anonymous token lacks permission 'key:write' on \"walk\". The anonymous token is used implicitly when a request does not specify a token."}]}""",
        ["GET /v1/internal/ui/services"] = "[]",
        [ExportedServices] = "[]",
    };

    private const string Name = "aaaaaaaa-2222-3333-4444-555555555555";

    /// <summary>What a request has to ask for to be understood.</summary>
    private const string Query = "?enable=true";

    private const string Peer = "seed";
    private const string ExportedServices = "GET /v1/internal/ui/exported-services";

    /// <summary>Bodies without which a request is refused for being wrong before anybody asks who sent it.</summary>
    private static readonly Dictionary<string, string> Bodies = new(StringComparer.Ordinal)
    {
        ["POST /v1/peering/token"] = """{"PeerName":"walk"}""",
        ["PUT /v1/acl/policy"] = """{"Name":"walk"}""",
        ["PUT /v1/acl/policy/"] = """{"Name":"walk"}""",
        ["PUT /v1/acl/token"] = "{}",
        ["PUT /v1/acl/token/"] = "{}",
        ["PUT /v1/agent/service/register"] = """{"Name":"walk"}""",
        ["PUT /v1/agent/check/register"] = """{"Name":"walk","TTL":"10s"}""",
        ["PUT /v1/agent/check/update/"] = """{"Status":"passing"}""",
        ["PUT /v1/catalog/register"] = """{"Node":"walk","Address":"10.0.0.1"}""",
        ["PUT /v1/catalog/deregister"] = """{"Node":"walk"}""",
        ["PUT /v1/config"] = """{"Kind":"mesh"}""",
        ["PUT /v1/txn"] = """[{"KV":{"Verb":"set","Key":"walk"}}]""",
        ["POST /v1/internal/acl/authorize"] = """[{"Resource":"peering","Access":"read"}]""",
    };

    /// <summary>What stands at the end of a path where it cannot be any name.</summary>
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["GET /v1/config/"] = "exported-services/default",
        ["DELETE /v1/config/"] = "exported-services/default",
        ["GET /v1/health/state/"] = "any",
    };

    [Fact]
    public async Task EveryRoute_WithoutAToken_RefusesOrIsKnownToBeOpen()
    {
        var clock = new VirtualTimeProvider();
        var cluster = await StartWithAclAsync(clock: clock);
        clock.Advance(TimeSpan.FromSeconds(10));
        var token = Json(await SendAsync(cluster, "POST", "/v1/peering/token", new { PeerName = Peer })).GetProperty("PeeringToken").GetString();
        var session = await MakeAllAsync(cluster);
        var bodies = new Dictionary<string, string>(Bodies) { ["POST /v1/peering/establish"] = $$"""{"PeerName":"walk","PeeringToken":"{{token}}"}""" };
        var routes = Routes(cluster.Host.Services).ToList();
        routes.Should().Contain("POST /v1/peering/token").And.OnlyHaveUniqueItems();

        var wrong = new List<string>();
        foreach (var route in routes.Where(static route => !Open.ContainsKey(route)))
        {
            var (method, path) = (route.Split(' ')[0], route.Split(' ')[1]);
            var name = route.Contains("/session/", StringComparison.Ordinal) && !route.EndsWith("/node/", StringComparison.Ordinal) ? session : Names.GetValueOrDefault(route, Name);
            var target = (path.EndsWith('/') ? path + name : path) + Query + (route == ExportedServices ? $"&peer={Peer}" : "");
            var (status, body) = await SendAsync(cluster, method, target, bodies.GetValueOrDefault(route), secret: null);
            if (!IsRefused(route, status, body))
            {
                wrong.Add($"{route}: {status} {body}");
            }

            if (Blank.TryGetValue(route, out var blank) && (await SendAsync(cluster, method, target, bodies.GetValueOrDefault(route))) is var answer && (answer.Status != StatusCodes.Status200OK || answer.Body == blank))
            {
                wrong.Add($"{route} shows nothing to who may see it, so that nothing is shown by its being left out: {answer.Status} {answer.Body}");
            }
        }

        wrong.Should().BeEmpty("a route that anybody may ask stands on the list with its reason");
    }

    [Fact]
    public async Task OpenRoutes_OnTheList_AllExist()
    {
        var cluster = await StartWithAclAsync();

        Routes(cluster.Host.Services).Should().Contain(Open.Keys).And.Contain(Blank.Keys);
    }

    [Fact]
    public async Task AuthorizeRoute_WithoutAToken_AllowsNothing()
    {
        var cluster = await StartWithAclAsync();

        (await SendAsync(cluster, "POST", "/v1/internal/acl/authorize", Bodies["POST /v1/internal/acl/authorize"], secret: null))
            .Should().Be((200, """[{"Resource":"peering","Access":"read","Allow":false}]"""));
    }

    /// <summary>Makes one of everything that routes name or list; returns the id of the session.</summary>
    private static async Task<string> MakeAllAsync(ConsulCluster cluster)
    {
        var service = new { ID = Name, Name, Port = 80, Connect = new { Native = true }, Check = new { CheckID = Name, TTL = "1h" } };
        await MakeAsync("/v1/agent/service/register", service);
        await MakeAsync("/v1/catalog/register", new
        {
            Node = Name,
            Address = "10.0.0.1",
            Service = new { ID = Name, Service = Name, Port = 80, Connect = new { Native = true } },
            Checks = new[] { new { CheckID = Name, Name, ServiceID = Name, Status = "passing" } },
        });
        await MakeAsync("/v1/config", new { Kind = "exported-services", Name = "default", Services = new[] { new { Name, Consumers = new[] { new { Peer } } } } });
        return Json(await MakeAsync("/v1/session/create", new { Node = Name, NodeChecks = Array.Empty<string>(), Checks = Array.Empty<string>() })).GetProperty("ID").GetString()!;

        async Task<(int Status, string Body)> MakeAsync(string path, object body)
        {
            // As text: of a body whose length is not told no session is read.
            var answer = await SendAsync(cluster, "PUT", path, System.Text.Json.JsonSerializer.Serialize(body));
            answer.Status.Should().Be(StatusCodes.Status200OK, answer.Body);
            return answer;
        }
    }

    private static System.Text.Json.JsonElement Json((int Status, string Body) answer) => System.Text.Json.JsonDocument.Parse(answer.Body).RootElement;

    /// <summary>A refusal names what is missing; what tells the caller only of itself answers that it has, or may do, nothing.</summary>
    private static bool IsRefused(string route, int status, string body) => route switch
    {
        "GET /v1/acl/token/self" => (status, body) == (StatusCodes.Status403Forbidden, "token does not exist: ACL not found"),
        "POST /v1/internal/acl/authorize" => status == StatusCodes.Status200OK && !body.Contains("\"Allow\":true", StringComparison.Ordinal),
        _ when Blank.TryGetValue(route, out var blank) => body == blank,
        _ => status == StatusCodes.Status403Forbidden && body.StartsWith("Permission denied: anonymous token lacks permission '", StringComparison.Ordinal),
    };

    /// <summary>Method and pattern of every endpoint, Consul's by their own patterns.</summary>
    private static IEnumerable<string> Routes(IServiceProvider services) => services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .SelectMany(static endpoint => endpoint.Metadata.GetMetadata<ConsulRoute>() is { } route
            ? [$"{route.Method} {route.Pattern}"]
            : (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"]).Select(method => $"{method} {endpoint.RoutePattern.RawText}"));
}
