using PeeringServer.Configuration.Decoding;
using PeeringServer.Configuration.Network;

namespace PeeringServer.Configuration;

/// <summary>Where a configuration comes from.</summary>
internal sealed record ConfigRequest
{
    /// <summary>Files and folders, in order.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>The format of every file whatever its extension: <c>json</c> or <c>hcl</c>; null or empty to go by that.</summary>
    public string? Format { get; init; }

    /// <summary>Pieces of HCL from the command line.</summary>
    public IReadOnlyList<string> Fragments { get; init; } = [];

    /// <summary>Lists that flags gave.</summary>
    public ConfigTable FlagLists { get; init; } = new();

    /// <summary>Everything else that flags gave.</summary>
    public ConfigTable FlagValues { get; init; } = new();

    /// <summary>Started with <c>-dev</c>.</summary>
    public bool IsDev { get; init; }

    /// <summary>The addresses of this host.</summary>
    public Lazy<IReadOnlyList<HostAddress>> HostAddresses { get; init; } = new(HostAddress.ReadAll);
}
