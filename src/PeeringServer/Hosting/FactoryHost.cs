using Microsoft.Extensions.Logging.Abstractions;
using PeeringServer.Configuration;

namespace PeeringServer.Hosting;

/// <summary>
/// What <c>WebApplicationFactory&lt;Program&gt;</c> gets. It runs the entry point with nothing but host settings as arguments,
/// which no command of Consul's has, and takes over the host that is built.
/// </summary>
internal static class FactoryHost
{
    private static readonly string[] Settings = ["--environment", "--contentRoot", "--applicationName"];

    /// <summary>Whether the arguments are those of the factory.</summary>
    public static bool IsMeant(string[] args) => args.Length > 0 && Array.TrueForAll(args, static argument => Settings.Contains(argument.Split('=')[0]));

    /// <summary>Runs one agent on free ports until the factory stops it.</summary>
    public static async Task<int> RunAsync()
    {
        var options = new AgentOptions { Ports = AgentPorts.Free, Addresses = new AgentAddresses { Bind = "127.0.0.1" } };
        await using var host = AgentHost.Create(options, NullLoggerFactory.Instance);
        await host.StartAsync().ConfigureAwait(false);
        await host.Stopped.ConfigureAwait(false);
        return 0;
    }
}
