namespace PeeringServer.Configuration.Decoding;

/// <summary>Finds the configuration files below the paths a command line names.</summary>
internal static class ConfigPaths
{
    /// <summary>Reads a file, or the files of a folder in the order of their names.</summary>
    /// <param name="path">Of the file or folder.</param>
    /// <param name="format">The format of every file whatever its extension, or null to go by that.</param>
    /// <param name="warnings">Warnings are added here.</param>
    /// <exception cref="ConfigException">It cannot be read, or its format is not known.</exception>
    public static IEnumerable<ConfigSource> Read(string path, string? format, List<string> warnings)
    {
        if (!Directory.Exists(path))
        {
            if (!File.Exists(path))
            {
                throw new ConfigException($"config: Open failed on {path}. open {path}: no such file or directory");
            }

            return (format ?? FormatOf(path)) is { } known
                ? [ReadFile(path, known)]
                : throw new ConfigException($"file {path} has unknown extension; must be .hcl or .json, or config format must be set");
        }

        var sources = new List<ConfigSource>();
        foreach (var file in Directory.GetFiles(path).Order(StringComparer.Ordinal))
        {
            if ((format ?? FormatOf(file)) is { } known)
            {
                sources.Add(ReadFile(file, known));
            }
            else
            {
                warnings.Add($"skipping file {file}, extension must be .hcl or .json, or config format must be set");
            }
        }

        return sources;
    }

    private static ConfigSource ReadFile(string path, string format)
    {
        try
        {
            return new ConfigSource(path, format, File.ReadAllText(path));
        }
        catch (UnauthorizedAccessException)
        {
            throw new ConfigException($"config: Open failed on {path}. open {path}: permission denied");
        }
        catch (IOException e)
        {
            throw new ConfigException($"config: failed to read {path}: {e.Message}");
        }
    }

    private static string? FormatOf(string path) =>
        path.EndsWith(".json", StringComparison.Ordinal) ? "json"
        : path.EndsWith(".hcl", StringComparison.Ordinal) ? "hcl"
        : null;
}
