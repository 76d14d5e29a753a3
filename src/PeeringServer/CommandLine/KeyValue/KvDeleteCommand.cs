using PeeringServer.CommandLine.Client;
using PeeringServer.CommandLine.Flags;

namespace PeeringServer.CommandLine.KeyValue;

/// <summary><c>kv delete</c>: deletes a key, or all keys below a prefix.</summary>
internal sealed class KvDeleteCommand : ClientCommand
{
    private readonly GoFlag _cas = GoFlag.Switch("cas", "Deletes only where the key is at the index of -modify-index.");
    private readonly GoFlag _index = GoFlag.Unsigned("modify-index", "The index for -cas.");
    private readonly GoFlag _recurse = GoFlag.Switch("recurse", "Deletes all keys below the prefix.");

    public KvDeleteCommand(ClientEnvironment environment)
        : base("delete", "Removes data from the KV store", environment, hasPartition: false, hasServer: true)
    {
        Add(_cas);
        Add(_index);
        Add(_recurse);
    }

    /// <inheritdoc/>
    public override string Usage => """
        Usage: consul kv delete [options] KEY_OR_PREFIX

          Deletes a key, or with -recurse all keys below a prefix. Keys that are not
          there are no error.

              $ consul kv delete redis/config/connections
        """;

    /// <inheritdoc/>
    protected override string? Refusal(GoFlagValues values)
    {
        var (isChecked, isTree, index) = (values.IsOn(_cas), values.IsOn(_recurse), values.Unsigned(_index));
        return values.Rest.Count > 1 ? $"Too many arguments (expected 1, got {values.Rest.Count})"
            : KvArgument.Key(values).Length == 0 && !isTree ? KvArgument.Missing
            : isChecked && index == 0 ? "Cannot delete a key that does not exist. Provide a -modify-index greater than than 0."
            : index != 0 && !isChecked ? "Cannot specify -modify-index without -cas!"
            : isTree && isChecked ? "Cannot specify both -cas and -recurse!"
            : null;
    }

    /// <inheritdoc/>
    protected override string Failure(GoFlagValues values)
    {
        var key = KvArgument.Key(values);
        return values.IsOn(_recurse) ? $"Error! Did not delete prefix {key}"
            : values.IsOn(_cas) ? $"Error! Did not delete key {key}"
            : $"Error deleting key {key}";
    }

    /// <inheritdoc/>
    protected override int Execute(ClientOptions options, GoFlagValues values, CommandStreams streams)
    {
        var (key, isTree) = (KvArgument.Key(values), values.IsOn(_recurse));
        if (!new KvApiClient(options, Time).Delete(key, isTree, values.IsOn(_cas) ? values.Unsigned(_index) : null) && values.IsOn(_cas))
        {
            streams.Error.WriteLine($"Error! Did not delete key {key}: CAS failed");
            return ExitCodes.Failure;
        }

        streams.Output.WriteLine(isTree ? $"Success! Deleted keys with prefix: {key}" : $"Success! Deleted key: {key}");
        return ExitCodes.Success;
    }
}
