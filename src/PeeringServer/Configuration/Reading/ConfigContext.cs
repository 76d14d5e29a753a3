using PeeringServer.Configuration.Decoding;
using PeeringServer.Configuration.Network;

namespace PeeringServer.Configuration.Reading;

/// <summary>What the parts of a configuration are read with.</summary>
/// <param name="Keys">The values.</param>
/// <param name="Durations">The values that should be durations.</param>
/// <param name="IsDev">Started with <c>-dev</c>, which has other defaults.</param>
/// <param name="HostAddresses">The addresses of this host, read when something asks for them.</param>
internal sealed record ConfigContext(
    ConfigReader Keys,
    IReadOnlyList<ConfigDuration> Durations,
    bool IsDev,
    Lazy<IReadOnlyList<HostAddress>> HostAddresses)
{
    /// <summary>Problems that are told together, after those that end the reading at once.</summary>
    public ConfigProblems Problems { get; } = new();

    /// <summary>What is worth a warning.</summary>
    public List<string> Warnings { get; } = [];
}
