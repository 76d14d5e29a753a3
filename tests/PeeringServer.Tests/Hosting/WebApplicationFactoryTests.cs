using Microsoft.AspNetCore.Mvc.Testing;

namespace PeeringServer.Tests.Hosting;

/// <summary>The shape that ASP.NET Core users know: a factory over the program itself, here on real ports so that the cluster can be peered with.</summary>
public sealed class WebApplicationFactoryTests
{
    [Fact]
    public async Task Factory_OnKestrel_ServesTheApi()
    {
        await using var factory = new WebApplicationFactory<Program>();
        factory.UseKestrel(0);
        factory.StartServer();
        using var client = factory.CreateClient();

        (await client.GetStringAsync("/v1/peerings")).Should().Be("[]");
    }

    [Fact]
    public async Task Factory_OnTheTestServer_ServesTheApi()
    {
        await using var factory = new WebApplicationFactory<Program>();
        using var client = factory.CreateClient();

        (await client.GetStringAsync("/v1/peerings")).Should().Be("[]");
    }
}
