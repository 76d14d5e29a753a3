using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PeeringServer.Core.Catalog;

namespace PeeringServer.Http.Wire;

/// <summary>A service summed up over its instances.</summary>
internal sealed record ServiceSummaryJson
{
    private const string ExternalSource = "external-source";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Kind { get; init; }

    public required string Name { get; init; }

    public required string Datacenter { get; init; }

    public string[]? Tags { get; init; }

    public string[]? Nodes { get; init; }

    public string[]? ExternalSources { get; init; }

    public int InstanceCount { get; init; }

    public int ChecksPassing { get; init; }

    public int ChecksWarning { get; init; }

    public int ChecksCritical { get; init; }

    public EmptyJson GatewayConfig { get; } = new();

    public bool TransparentProxy { get; }

    public bool ConnectNative { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PeerName { get; init; }

    public bool ConnectedWithProxy { get; init; }

    public bool ConnectedWithGateway { get; }

    /// <summary>A service of which no more than the name is told.</summary>
    public static ServiceSummaryJson Named(string name, string datacenter) => new() { Name = name, Datacenter = datacenter };

    /// <summary>Sums up instances by service, in the order of names.</summary>
    public static ServiceSummaryJson[] From(ImmutableArray<CheckServiceNode> instances, string datacenter)
    {
        var proxied = instances.Where(static instance => instance.Service.Kind == ServiceKinds.ConnectProxy).Select(static instance => instance.Service.Proxy.DestinationServiceName).ToHashSet();
        return [.. instances.GroupBy(static instance => instance.Service.Name).OrderBy(static group => group.Key, StringComparer.Ordinal).Select(group => From([.. group], datacenter, proxied.Contains(group.Key)))];
    }

    private static ServiceSummaryJson From(ImmutableArray<CheckServiceNode> instances, string datacenter, bool isProxied)
    {
        // A check of a node counts once, however many instances run there.
        var checks = instances.SelectMany(static instance => instance.Checks).DistinctBy(static check => (check.Node, check.Id)).ToList();
        var service = instances[0].Service;
        return new ServiceSummaryJson
        {
            Kind = Omit.Empty(service.Kind),
            Name = service.Name,
            Datacenter = datacenter,
            Tags = NullIfNone(instances.SelectMany(static instance => instance.Service.Tags.Items)),
            Nodes = [.. instances.Select(static instance => instance.Node.Name).Distinct()],
            ExternalSources = NullIfNone(instances.Select(static instance => instance.Service.Meta?.Pairs.GetValueOrDefault(ExternalSource)).OfType<string>()),
            InstanceCount = instances.Length,
            ChecksPassing = checks.Count(static check => check.Status == CheckStatus.Passing),
            ChecksWarning = checks.Count(static check => check.Status == CheckStatus.Warning),
            ChecksCritical = checks.Count(static check => check.Status == CheckStatus.Critical),
            ConnectNative = instances.Any(static instance => instance.Service.Connect.Native),
            PeerName = Omit.Empty(service.PeerName),
            ConnectedWithProxy = isProxied,
        };
    }

    private static string[]? NullIfNone(IEnumerable<string> values)
    {
        string[] distinct = [.. values.Distinct().Order(StringComparer.Ordinal)];
        return distinct.Length == 0 ? null : distinct;
    }
}
