using System.Text.Json;
using System.Text.RegularExpressions;

namespace PeeringServer.Tests.Http;

/// <summary>The OpenAPI document, as programs read it that make clients of it.</summary>
public sealed partial class ApiDescriptionTests : ClusterTest
{
    private static readonly string[] PeeringPaths = ["/v1/peering/token", "/v1/peering/establish", "/v1/peering/{name}", "/v1/peerings"];

    [Fact]
    public async Task Operations_All_DeclareThePartsOfTheirPaths()
    {
        var operations = await OperationsAsync();

        operations.Should().HaveCountGreaterThan(50);
        foreach (var (path, method, operation) in operations)
        {
            var declared = Parameters(operation).Where(static parameter => parameter.In == "path").Select(static parameter => parameter.Name);
            declared.Should().Equal(Part().Matches(path).Select(static part => part.Groups[1].Value), "{0} {1} is a template", method, path);
        }
    }

    [Fact]
    public async Task PeeringOperations_Tell_ShapesRefusalsAndParameters()
    {
        var operations = (await OperationsAsync()).Where(static operation => PeeringPaths.Contains(operation.Path)).ToList();

        operations.Should().HaveCount(5);
        foreach (var (path, method, operation) in operations)
        {
            var responses = operation.GetProperty("responses");
            foreach (var status in (string[])["200", "400", "403", "500"])
            {
                responses.TryGetProperty(status, out var response).Should().BeTrue($"{method} {path} may answer {status}");
                if (response.TryGetProperty("content", out var content))
                {
                    content.EnumerateObject().Should().OnlyContain(static body => body.Value.GetProperty("schema").ValueKind == JsonValueKind.Object);
                }
            }

            var names = Parameters(operation).Select(static parameter => parameter.Name).ToList();
            names.Should().Contain("X-Consul-Token");
            responses.GetProperty("403").GetRawText().Should().Contain(method == "get" ? "peering:read" : method == "post" && path.EndsWith("establish", StringComparison.Ordinal) ? "secret" : "peering:write");
            if (method == "get")
            {
                names.Should().Contain(["stale", "consistent", "index", "wait"]);
            }
            else if (method == "post")
            {
                operation.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema").GetProperty("required").EnumerateArray().Should().NotBeEmpty();
            }
        }
    }

    private static IEnumerable<(string Name, string In)> Parameters(JsonElement operation) => operation.TryGetProperty("parameters", out var parameters)
        ? parameters.EnumerateArray().Select(static parameter => (parameter.GetProperty("name").GetString()!, parameter.GetProperty("in").GetString()!))
        : [];

    private async Task<List<(string Path, string Method, JsonElement Operation)>> OperationsAsync()
    {
        var cluster = await StartAsync();
        var document = JsonDocument.Parse(await cluster.Client.GetStringAsync("/_emulator/openapi.json").WaitAsync(Deadline));
        return [.. document.RootElement.GetProperty("paths").EnumerateObject().SelectMany(static path => path.Value.EnumerateObject().Select(operation => (path.Name, operation.Name, operation.Value)))];
    }

    [GeneratedRegex(@"\{([^}]+)\}")]
    private static partial Regex Part();
}
