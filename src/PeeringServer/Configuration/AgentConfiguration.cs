namespace PeeringServer.Configuration;

internal sealed record AgentConfiguration(AgentOptions Options, IReadOnlyList<string> Warnings)
{
    public static AgentConfiguration Load(ConfigRequest request) => new(new AgentOptions { DevMode = request.IsDev }, request.Paths);
}
