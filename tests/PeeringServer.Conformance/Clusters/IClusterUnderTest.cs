using System.Net;

namespace PeeringServer.Conformance.Clusters;

/// <summary>A running single-server cluster, wherever it runs.</summary>
internal interface IClusterUnderTest : IAsyncDisposable
{
    /// <summary>Name within the group: <c>alpha</c>, <c>beta</c> or <c>gamma</c>.</summary>
    string Name { get; }

    /// <summary>Where it answers HTTP.</summary>
    IPEndPoint Http { get; }

    /// <summary>Its ports by their names in the configuration; -1 for one that is off.</summary>
    IReadOnlyDictionary<string, int> Ports { get; }

    /// <summary>Index of the last write of any kind; null where it cannot be seen from here.</summary>
    ulong? StateIndex { get; }

    /// <summary>What it logged as errors so far; complete once disposed.</summary>
    IReadOnlyList<string> LoggedErrors { get; }

    /// <summary>Ends it without warning.</summary>
    Task KillAsync(CancellationToken cancellationToken);

    /// <summary>Starts it again with the same ports and data directory.</summary>
    Task RestartAsync(CancellationToken cancellationToken);
}
