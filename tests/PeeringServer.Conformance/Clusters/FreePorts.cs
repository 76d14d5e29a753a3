using System.Net;
using System.Net.Sockets;

namespace PeeringServer.Conformance.Clusters;

/// <summary>Ports for a process of its own: a configuration file cannot ask for any free one.</summary>
internal static class FreePorts
{
    /// <summary>One for each name. All are bound at once, so that no two are the same.</summary>
    public static Dictionary<string, int> For(IEnumerable<string> names)
    {
        var held = names.ToDictionary(static name => name, static _ => new TcpListener(IPAddress.Loopback, 0));
        try
        {
            foreach (var listener in held.Values)
            {
                listener.Start();
            }

            return held.ToDictionary(static listener => listener.Key, static listener => ((IPEndPoint)listener.Value.LocalEndpoint).Port);
        }
        finally
        {
            foreach (var listener in held.Values)
            {
                listener.Dispose();
            }
        }
    }
}
