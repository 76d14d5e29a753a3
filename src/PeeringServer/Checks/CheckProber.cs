using PeeringServer.Core.Catalog;

namespace PeeringServer.Checks;

/// <summary>Makes checks over the network.</summary>
internal sealed class CheckProber(TimeProvider clock) : ICheckProber
{
    private readonly HttpProbe _http = new(clock);
    private readonly TcpProbe _tcp = new(clock);

    public Task<CheckResult> ProbeAsync(CheckDefinition definition, CancellationToken cancellation) =>
        definition.Type == CheckDefinition.HttpType ? _http.RunAsync(definition, cancellation) : _tcp.RunAsync(definition, cancellation);
}
