using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PeeringServer.Http;
using PeeringServer.Http.Wire;

namespace PeeringServer.Tests.Http;

public sealed class UnemulatedRoutesTests : ClusterTest
{
    [Theory]
    [InlineData("/v1/snapshot", "Not emulated: a real agent has this endpoint, peering-server has not\n")]
    [InlineData("/v1/acl/role/name/a", "Not emulated: a real agent has this endpoint, peering-server has not\n")]
    [InlineData("/v1/acl/rolex", "Invalid URL path: not a recognized HTTP API endpoint\n")]
    [InlineData("/v1/nope", "Invalid URL path: not a recognized HTTP API endpoint\n")]
    public async Task Route_ThatIsMissing_TellsWhoHasIt(string path, string text)
    {
        var cluster = await StartAsync();

        using var answer = await cluster.Client.GetAsync(path);

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync()).Should().Be(text);
    }

    [Fact]
    public async Task Routes_OnTheList_AreMissingAndDocumented()
    {
        var cluster = await StartAsync();
        var mapped = cluster.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.Select(static endpoint => endpoint.Metadata.GetMetadata<ConsulRoute>()?.Pattern);
        var page = await File.ReadAllTextAsync(DocumentationTests.Page("differences.md"));

        UnemulatedRoutes.All.Should().NotIntersectWith(mapped.OfType<string>()).And.OnlyContain(route => page.Contains($"- `{route}`\n"));
    }
}
