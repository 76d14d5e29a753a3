using System.Text.Json;
using PeeringServer.Testing;
using PeeringServer.Tests.Configuration;
using PeeringServer.Tests.Http;

namespace PeeringServer.Tests.Checks;

/// <summary>Checks that an agent makes, seen by its clients.</summary>
public sealed class MadeChecksTests : CatalogClusterTest
{
    [Fact]
    public async Task Check_OverHttp_TurnsWithItsTarget()
    {
        var code = 200;
        await using var target = await CheckTarget.StartAsync(context =>
        {
            context.Response.StatusCode = Volatile.Read(ref code);
            return Task.CompletedTask;
        });
        var clock = new VirtualTimeProvider();
        var cluster = await StartAsync(clock: clock);
        var timers = clock.PendingTimers;
        await PutAsync(cluster, "/v1/agent/service/register", new { Name = "web", Check = new { HTTP = target.Address, Interval = "10s", Timeout = "1s" } });
        await UntilAsync(cluster, "web", "passing");

        await clock.WhenTimersPendingAsync(timers + 1).WaitAsync(Deadline);
        Volatile.Write(ref code, 500);
        clock.Advance(TimeSpan.FromSeconds(10));

        await UntilAsync(cluster, "web", "critical");
    }

    [Fact]
    public async Task Sidecar_WithNobodyBehindIt_IsCriticalByItsPortAndAsItsServiceIs()
    {
        var cluster = await StartAsync(static options => options with
        {
            Definitions = ConfigLoad.Options("service { name = \"web\" connect { sidecar_service { port = 1 } } }").Definitions,
        });

        var checks = await UntilAsync(cluster, "web-sidecar-proxy", "passing", "service:web-sidecar-proxy:2");

        checks["service:web-sidecar-proxy:1"].GetProperty("Status").GetString().Should().Be("critical");
        checks["service:web-sidecar-proxy:2"].GetProperty("Output").GetString().Should().Be("No checks found.");
    }

    private static async Task<Dictionary<string, JsonElement>> UntilAsync(ConsulCluster cluster, string service, string status, string? check = null)
    {
        using var limit = new CancellationTokenSource(Deadline, TimeProvider.System);
        var index = "0";
        while (true)
        {
            using var answer = await cluster.Client.GetAsync($"/v1/health/checks/{service}?index={index}", limit.Token);
            index = answer.Headers.GetValues("X-Consul-Index").Single();
            var checks = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(limit.Token)).RootElement.EnumerateArray()
                .ToDictionary(static found => found.GetProperty("CheckID").GetString()!, StringComparer.Ordinal);
            if (checks.Any(found => (check ?? found.Key) == found.Key && found.Value.GetProperty("Status").GetString() == status))
            {
                return checks;
            }
        }
    }
}
