using PeeringServer.Configuration;
using PeeringServer.Persistence;

namespace PeeringServer.CommandLine.Agent;

/// <summary>What an agent looks at between its configuration and its banner: files the configuration names.</summary>
internal static class AgentSetup
{
    private const int UuidLength = 36;

    private const string FileName = "node-id";

    /// <summary>Gives the node its ID: the one that was set, the one kept in the data directory, or a random one. Nothing is written: the directory may be another server's.</summary>
    /// <exception cref="ConfigException">It is no UUID, or cannot be read.</exception>
    public static AgentOptions WithNodeId(AgentOptions options)
    {
        var id = options.Cluster.NodeId;
        if (id.Length > 0)
        {
            Require(id, "specified NodeID is invalid");
        }
        else if (FileOf(options) is { } file && Read(file) is { } kept)
        {
            id = kept.Trim().ToLowerInvariant();
            Require(id, $"NodeID in {file} is invalid");
        }
        else
        {
            id = Guid.NewGuid().ToString();
        }

        return options with { Cluster = options.Cluster with { NodeId = id } };
    }

    /// <summary>Keeps the node's ID in the data directory, once that is this server's alone.</summary>
    /// <exception cref="AgentStartException">It cannot be written.</exception>
    public static void KeepNodeId(AgentOptions options)
    {
        if (FileOf(options) is not { } file)
        {
            return;
        }

        try
        {
            if (!File.Exists(file) || File.ReadAllText(file).Trim() != options.Cluster.NodeId)
            {
                // Whole or not at all: with half an ID the server would not start again.
                var staged = file + ".new";
                File.Delete(staged);
                DataFolder.CreateFile(staged);
                File.WriteAllText(staged, options.Cluster.NodeId);
                File.Move(staged, file, overwrite: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AgentStartException($"failed to setup node ID: failed to write NodeID to disk: {e.Message}", e);
        }
    }

    private static string? FileOf(AgentOptions options) => options.Cluster.DataDirectory is { } folder ? Path.Combine(folder, FileName) : null;

    private static string? Read(string file)
    {
        try
        {
            return File.Exists(file) ? File.ReadAllText(file) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigException($"failed to setup node ID: {e.Message}");
        }
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
}
