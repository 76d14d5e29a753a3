using System.Globalization;
using System.Text.RegularExpressions;

namespace PeeringServer.Conformance.Normalisation;

/// <summary>Gives what differs from run to run a name, numbered by first appearance within the group.</summary>
internal sealed partial class PlaceholderNames
{
    private readonly Dictionary<string, string> _uuids = [];
    private readonly Dictionary<string, string> _pems = [];
    private readonly Dictionary<string, string> _fingerprints = [];
    private readonly Dictionary<string, string> _hashes = [];
    private readonly Dictionary<string, string> _ports = [];

    public PlaceholderNames(IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> ports)
    {
        foreach (var (cluster, named) in ports)
        {
            foreach (var (name, port) in named)
            {
                _ports[port.ToString(CultureInfo.InvariantCulture)] = $"<{cluster}.{name}>";
            }
        }
    }

    /// <summary>The name of a port, where the text is nothing but its number.</summary>
    public string? Port(string text) => _ports.GetValueOrDefault(text);

    /// <summary>The name of a hash: equal content, equal hash, and no more is known of it.</summary>
    public string Hash(string hash) => Name(_hashes, hash, "hash");

    /// <summary>A text with everything in it named that has a name. The order matters: a fingerprint may hold what looks like part of a UUID.</summary>
    public string Text(string text)
    {
        text = Pem().Replace(text, match => Name(_pems, match.Value, "pem"));
        text = DataDirectory().Replace(text, "<dir>");
        text = Fingerprint().Replace(text, match => Name(_fingerprints, match.Value, "fingerprint"));
        text = VendorSuffix().Replace(text, "$1");
        text = Uuid().Replace(text, match => FixedUuid().IsMatch(match.Value) ? match.Value : Name(_uuids, match.Value, "uuid"));
        text = LocalEnd().Replace(text, "<local>->");
        text = Time().Replace(text, match => match.Value.StartsWith("0001-01-01T00:00:00Z", StringComparison.Ordinal) ? match.Value : "<time>");
        return Address().Replace(text, match => Port(match.Groups[1].Value) ?? match.Value);
    }

    private static string Name(Dictionary<string, string> names, string value, string kind)
    {
        if (!names.TryGetValue(value, out var name))
        {
            names[value] = name = string.Create(CultureInfo.InvariantCulture, $"<{kind}-{names.Count + 1}>");
        }

        return name;
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Uuid();

    /// <summary>Ids that the configuration or the script sets, and those that Consul itself fixes.</summary>
    [GeneratedRegex("^(aaaaaaaa|bbbbbbbb|cccccccc|11111111|00000000)-")]
    private static partial Regex FixedUuid();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")]
    private static partial Regex Time();

    [GeneratedRegex(@"-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----\n?", RegexOptions.Singleline)]
    private static partial Regex Pem();

    [GeneratedRegex(@"\b[0-9a-f]{2}(?::[0-9a-f]{2}){15,}\b")]
    private static partial Regex Fingerprint();

    [GeneratedRegex(@"(?:/[\w.-]+)+/rec-[A-Za-z0-9_]+")]
    private static partial Regex DataDirectory();

    /// <summary>What a vendor puts behind the version.</summary>
    [GeneratedRegex(@"\b(\d+\.\d+\.\d+)(?:-\w+|\w+:|:)(?![\w.])")]
    private static partial Regex VendorSuffix();

    [GeneratedRegex(@"127\.0\.0\.1:\d+->")]
    private static partial Regex LocalEnd();

    [GeneratedRegex(@"127\.0\.0\.1:(\d+)")]
    private static partial Regex Address();
}
