using PeeringServer.Configuration;

namespace PeeringServer.CommandLine.Agent;

/// <summary>What an agent looks at between its configuration and its banner: files the configuration names.</summary>
internal static class AgentSetup
{
    private const int UuidLength = 36;

    /// <summary>Gives the node its ID: the one that was set, the one kept in the data directory, or a random one, which is then kept.</summary>
    /// <exception cref="ConfigException">It is no UUID.</exception>
    public static AgentOptions WithNodeId(AgentOptions options)
    {
        var id = options.Cluster.NodeId;
        var file = options.Cluster.DataDirectory is { } folder ? Path.Combine(folder, "node-id") : null;
        if (id.Length > 0)
        {
            Require(id, "specified NodeID is invalid");
        }
        else if (file is not null && File.Exists(file))
        {
            id = File.ReadAllText(file).Trim().ToLowerInvariant();
            Require(id, $"NodeID in {file} is invalid");
        }
        else
        {
            id = Guid.NewGuid().ToString();
        }

        if (file is not null)
        {
            Keep(file, id);
        }

        return options with { Cluster = options.Cluster with { NodeId = id } };
    }

    private static void Require(string id, string problem)
    {
        var reason = id.Length != UuidLength ? "uuid string is wrong length"
            : id[8] != '-' || id[13] != '-' || id[18] != '-' || id[23] != '-' ? "uuid is improperly formatted"
            : !Guid.TryParseExact(id, "D", out _) ? "encoding/hex: invalid byte"
            : null;
        if (reason is not null)
        {
            throw new ConfigException($"failed to setup node ID: {problem}: {reason}");
        }
    }

    private static void Keep(string file, string id)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            if (!File.Exists(file) || File.ReadAllText(file).Trim() != id)
            {
                File.WriteAllText(file, id);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigException($"failed to setup node ID: failed to write NodeID to disk: {e.Message}");
        }
    }
}
