using PeeringServer.CommandLine.Client;
using PeeringServer.Configuration;
using PeeringServer.Configuration.Decoding;

namespace PeeringServer.CommandLine.Services;

/// <summary>The services that configuration files hold.</summary>
internal static class ServiceFiles
{
    /// <summary>Reads them, each as the table that its file has of it.</summary>
    /// <exception cref="ConfigException">A file cannot be read.</exception>
    public static List<ConfigTable> Read(IEnumerable<string> files, ClientEnvironment environment)
    {
        var services = new List<ConfigTable>();
        foreach (var source in files.SelectMany(file => ConfigPaths.Read(environment.PathOf(file), null, [])))
        {
            var table = source.Decode([]);
            services.AddRange(new[] { table.Find("service") }.OfType<ConfigTable>());
            services.AddRange((table.Find("services") as List<object> ?? []).OfType<ConfigTable>());
        }

        return services;
    }
}
