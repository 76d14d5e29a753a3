using PeeringServer.Configuration.Decoding;
using PeeringServer.Configuration.Reading;

namespace PeeringServer.Configuration;

/// <summary>A configuration that was read.</summary>
/// <param name="Options">What it comes down to.</param>
/// <param name="Warnings">What it is worth telling about it.</param>
internal sealed record AgentConfiguration(AgentOptions Options, IReadOnlyList<string> Warnings)
{
    /// <summary>Reads, merges and checks every source.</summary>
    /// <exception cref="ConfigException">The configuration is refused.</exception>
    public static AgentConfiguration Load(ConfigRequest request)
    {
        if (request.Format is not (null or "" or "json" or "hcl"))
        {
            throw new ConfigException("config: -config-format must be either 'hcl' or 'json'");
        }

        var warnings = new List<string>();
        var table = Merge(request, warnings);
        var context = new ConfigContext(new ConfigReader(table), ConfigDuration.AllOf(table), request.IsDev, request.HostAddresses);
        var options = AgentOptionsReader.Read(context);
        return new AgentConfiguration(options, [.. warnings, .. context.Warnings]);
    }

    // Files in the order they are named, flags over them, fragments over those. Lists grow rather than being replaced: those
    // of flags stand first.
    private static ConfigTable Merge(ConfigRequest request, List<string> warnings)
    {
        var format = string.IsNullOrEmpty(request.Format) ? null : request.Format;
        var files = request.Paths.SelectMany(p => ConfigPaths.Read(p, format, warnings)).ToList();
        var merged = new ConfigTable();
        merged.Merge(request.FlagLists);
        foreach (var file in files)
        {
            merged.Merge(file.Decode(warnings));
        }

        merged.Merge(request.FlagValues);
        for (var i = 0; i < request.Fragments.Count; i++)
        {
            merged.Merge(new ConfigSource($"flags-{i}.hcl", "hcl", request.Fragments[i]).Decode(warnings));
        }

        return merged;
    }
}
