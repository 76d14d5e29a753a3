using PeeringServer.CommandLine.Client;

namespace PeeringServer.CommandLine.KeyValue;

/// <summary>The commands below <c>kv</c>.</summary>
internal static class KvCommands
{
    public const string Synopsis = "Interact with the key-value store";

    private const string Usage = """
        Usage: consul kv <subcommand> [options] [args]

          Writes, reads and deletes keys.

              $ consul kv put redis/config/connections 5
              $ consul kv get redis/config/connections
              $ consul kv delete redis/config/connections
        """;

    /// <summary>The group with its commands.</summary>
    public static CommandGroup Create(ClientEnvironment environment) => new("kv", Synopsis, Usage)
    {
        new CommandEntry("put", "Sets or updates data in the KV store", () => new KvPutCommand(environment)),
        new CommandEntry("get", "Retrieves or lists data from the KV store", () => new KvGetCommand(environment)),
        new CommandEntry("delete", "Removes data from the KV store", () => new KvDeleteCommand(environment)),
    };
}
