namespace PeeringServer.Peerstream.Tests.Services;

/// <summary>What is registered with an exporter and exported, as far as the property needs to know: what the importer must see follows from it.</summary>
internal sealed class ExportModel
{
    private readonly Dictionary<string, int> _nodes = [];
    private readonly Dictionary<(string Node, string Id), (string Name, int Port)> _instances = [];
    private readonly Dictionary<(string Node, string Check), (string Id, string Status)> _checks = [];
    private IReadOnlyCollection<string> _exports = [];

    public bool HasNode(string node) => _nodes.ContainsKey(node);

    public bool HasInstance(string node, string id) => _instances.ContainsKey((node, id));

    public IEnumerable<string> Nodes => _nodes.Keys;

    public void Register(string node, int address, string id, string name, int port)
    {
        _nodes[node] = address;
        _instances[(node, id)] = (name, port);
    }

    public void Check(string node, string id, string status) => _checks[(node, id)] = (id, status);

    public void Uncheck(string node, string id) => _checks.Remove((node, id));

    public void Deregister(string node, string id)
    {
        _instances.Remove((node, id));
        _checks.Remove((node, id));
    }

    public void Deregister(string node)
    {
        _nodes.Remove(node);
        RemoveWhere(_instances, key => key.Node == node);
        RemoveWhere(_checks, key => key.Node == node);
    }

    /// <summary>Exports these and no others; <c>*</c> stands for what there is.</summary>
    public void Export(IReadOnlyCollection<string> names) => _exports = names;

    /// <summary>Names that are exported, in order.</summary>
    public IReadOnlyList<string> ExportedNames => [.. _exports.Where(static name => name != "*")
        .Concat(_exports.Contains("*") ? _instances.Values.Select(static instance => instance.Name) : [])
        .Distinct().Order(StringComparer.Ordinal)];

    /// <summary>A line for each instance of a service that the importer is to see.</summary>
    public IReadOnlyList<string> Imported(string name) => !ExportedNames.Contains(name) ? [] :
    [
        .. _instances
            .Where(instance => instance.Value.Name == name)
            .Select(instance => Line(instance.Key.Node, _nodes[instance.Key.Node], instance.Key.Id, instance.Value.Port, Overall(instance.Key)))
            .Order(StringComparer.Ordinal),
    ];

    public static string Line(string node, int address, string id, int port, string? status) => $"{node} 10.0.0.{address} {id}:{port} {status ?? "unchecked"}";

    /// <summary>The worst of what counts for an instance: its own check and its node's.</summary>
    private string? Overall((string Node, string Id) instance) => _checks
        .Where(check => check.Key.Node == instance.Node && (check.Value.Id == instance.Id || check.Value.Id.Length == 0))
        .Select(static check => check.Value.Status)
        .OrderBy(static status => status switch { "critical" => 0, "warning" => 1, _ => 2 })
        .FirstOrDefault();

    private static void RemoveWhere<TKey, TValue>(Dictionary<TKey, TValue> from, Func<TKey, bool> condition)
        where TKey : notnull => from.Keys.Where(condition).ToList().ForEach(key => from.Remove(key));
}
