using System.Net.Http.Json;
using Microsoft.AspNetCore.Mvc.Testing;

namespace PeeringServer.Tests.Hosting;

/// <summary>The shape that ASP.NET Core users know: a factory over the program itself, here on real ports so that the cluster can be peered with.</summary>
public sealed class WebApplicationFactoryTests
{
    [Fact]
    public async Task Factory_OnKestrel_ServesTheApi()
    {
        await using var factory = new WebApplicationFactory<Program>();
        factory.UseKestrel();
        factory.StartServer();
        using var client = factory.CreateClient();

        using var token = await client.PostAsJsonAsync("/v1/peering/token", new { PeerName = "cluster-02" });
        var peerings = await client.GetStringAsync("/v1/peerings");

        (await token.Content.ReadAsStringAsync()).Should().StartWith("{\"PeeringToken\":");
        peerings.Should().Contain("\"Name\":\"cluster-02\"");
    }

    [Fact]
    public async Task Factory_OnTheTestServer_ServesTheApi()
    {
        await using var factory = new WebApplicationFactory<Program>();
        using var client = factory.CreateClient();

        (await client.GetStringAsync("/v1/peerings")).Should().Be("[]");
    }
}
