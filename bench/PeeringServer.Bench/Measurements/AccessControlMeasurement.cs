using System.Net.Http.Json;
using System.Text.Json;
using PeeringServer.Bench.Load;
using PeeringServer.Bench.Programs;
using PeeringServer.Bench.Report;

namespace PeeringServer.Bench.Measurements;

/// <summary>What a read costs where a token is resolved and its rules are asked, against the same read where ACLs are off.</summary>
internal sealed class AccessControlMeasurement : IMeasurement
{
    private const double ReadAim = 0.9;
    private const string Peering = "guarded";
    private const string Target = $"/v1/peering/{Peering}";

    public string Name => "acl";

    public async Task<IReadOnlyList<Figure>> RunAsync(PublishedPrograms programs, BenchSettings settings, CancellationToken cancellation)
    {
        using var open = await ServerProcess.StartAsync(programs.Agent, cancellation).ConfigureAwait(false);
        using var guarded = await ServerProcess.StartAsync(programs.AccessControlledAgent, cancellation).ConfigureAwait(false);
        guarded.Client.DefaultRequestHeaders.Add("X-Consul-Token", AgentConfigurationFile.InitialManagement);
        await PutPeeringAsync(open, cancellation).ConfigureAwait(false);
        await PutPeeringAsync(guarded, cancellation).ConfigureAwait(false);
        var secret = await CreateReaderAsync(guarded, cancellation).ConfigureAwait(false);
        return [new ContestedLoad(open, guarded, settings).Run("read with ACLs on (beside: off)", LoadRequest.Get(Target), LoadRequest.Get(Target, secret), ReadAim, cancellation)];
    }

    private static async Task PutPeeringAsync(ServerProcess server, CancellationToken cancellation)
    {
        using var answer = await server.Client.PostAsJsonAsync("/v1/peering/token", new { PeerName = Peering }, cancellation).ConfigureAwait(false);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<string> CreateReaderAsync(ServerProcess server, CancellationToken cancellation)
    {
        using var policy = await server.Client
            .PutAsJsonAsync("/v1/acl/policy", new { Name = "reader", Rules = """peering = "read" """ }, cancellation)
            .ConfigureAwait(false);
        policy.EnsureSuccessStatusCode();
        using var token = await server.Client
            .PutAsJsonAsync("/v1/acl/token", new { Policies = new[] { new { Name = "reader" } } }, cancellation)
            .ConfigureAwait(false);
        token.EnsureSuccessStatusCode();
        var created = await token.Content.ReadFromJsonAsync<JsonElement>(cancellation).ConfigureAwait(false);
        return created.GetProperty("SecretID").GetString()!;
    }
}
