using PeeringServer.CommandLine.Flags;

namespace PeeringServer.CommandLine.Peering;

/// <summary><c>-meta key=value</c>, which may be given several times.</summary>
internal static class MetaFlag
{
    /// <summary>Makes the flag.</summary>
    public static GoFlag Create() => new("meta", "Metadata to keep with the peering, in the format key=value. Can be specified multiple times.")
    {
        Repeats = true,
        Check = static text => text.Contains('=', StringComparison.Ordinal) ? null : $"Missing \"=\" value in argument: {text}",
    };

    /// <summary>What was given; of a key that was given twice the last value.</summary>
    public static IReadOnlyDictionary<string, string> Read(GoFlag flag, GoFlagValues values)
    {
        var meta = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in values.All(flag))
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            meta[text[..equals]] = text[(equals + 1)..];
        }

        return meta;
    }
}
