using System.Text;
using PeeringServer.CommandLine.Client;
using PeeringServer.CommandLine.Flags;
using PeeringServer.Core.GoJson;
using PeeringServer.Http.Wire;

namespace PeeringServer.CommandLine.KeyValue;

/// <summary><c>kv get</c>: prints the value of a key, or what there is below a prefix.</summary>
internal sealed class KvGetCommand : ClientCommand
{
    private readonly GoFlag _base64 = GoFlag.Switch("base64", "Prints values as base64.");
    private readonly GoFlag _detailed = GoFlag.Switch("detailed", "Prints everything that is kept with a key.");
    private readonly GoFlag _keys = GoFlag.Switch("keys", "Prints the names of the keys below a prefix.");
    private readonly GoFlag _recurse = GoFlag.Switch("recurse", "Prints all keys below a prefix with their values.");
    private readonly GoFlag _separator = new("separator", "Where -keys cuts the names off.", "string") { DefaultText = "/" };

    public KvGetCommand(ClientEnvironment environment)
        : base("get", "Retrieves or lists data from the KV store", environment, hasPartition: false, hasServer: true)
    {
        foreach (var flag in (GoFlag[])[_base64, _detailed, _keys, _recurse, _separator])
        {
            Add(flag);
        }
    }

    /// <inheritdoc/>
    public override string Usage => """
        Usage: consul kv get [options] [KEY_OR_PREFIX]

          Prints the value of a key as it is stored, or with -keys or -recurse what
          there is below a prefix.

              $ consul kv get redis/config/connections
        """;

    /// <inheritdoc/>
    protected override string? Refusal(GoFlagValues values) => values.Rest.Count > 1 ? $"Too many arguments (expected 1, got {values.Rest.Count})"
        : KvArgument.Key(values).Length == 0 && !values.IsOn(_keys) && !values.IsOn(_recurse) ? KvArgument.Missing
        : null;

    /// <inheritdoc/>
    protected override string Failure(GoFlagValues values) => "Error querying Consul agent";

    /// <inheritdoc/>
    protected override int Execute(ClientOptions options, GoFlagValues values, CommandStreams streams)
    {
        var (client, key) = (new KvApiClient(options, Time), KvArgument.Key(values));
        if (values.IsOn(_keys))
        {
            foreach (var name in client.Keys(key, values.Last(_separator)!))
            {
                streams.Output.WriteLine(name);
            }

            return ExitCodes.Success;
        }

        var isTree = values.IsOn(_recurse);
        var pairs = client.Read(key, isTree);
        if (pairs.Count == 0 && !isTree)
        {
            streams.Error.WriteLine($"Error! No key exists at: {key}");
            return ExitCodes.Failure;
        }

        for (var at = 0; at < pairs.Count; at++)
        {
            Print(pairs[at], isTree, values, streams);
            if (values.IsOn(_detailed) && at < pairs.Count - 1)
            {
                streams.Output.WriteLine();
            }
        }

        return ExitCodes.Success;
    }

    private void Print(GoObject pair, bool isTree, GoFlagValues values, CommandStreams streams)
    {
        var stored = (byte[]?)pair[KvAnswerTypes.Value] ?? [];
        var value = values.IsOn(_base64) ? Encoding.ASCII.GetBytes(Convert.ToBase64String(stored)) : stored;
        if (!values.IsOn(_detailed))
        {
            streams.WriteLine(isTree ? [.. Encoding.UTF8.GetBytes(pair.GetString(KvAnswerTypes.Key)), (byte)':', .. value] : value);
            return;
        }

        foreach (var number in (string[])[KvAnswerTypes.CreateIndex, KvAnswerTypes.Flags])
        {
            Line(number, $"{pair.GetUInt64(number)}");
        }

        Line(KvAnswerTypes.Key, pair.GetString(KvAnswerTypes.Key));
        foreach (var number in (string[])[KvAnswerTypes.LockIndex, KvAnswerTypes.ModifyIndex])
        {
            Line(number, $"{pair.GetUInt64(number)}");
        }

        Line(KvAnswerTypes.Session, pair.GetString(KvAnswerTypes.Session) is { Length: > 0 } session ? session : "-");
        streams.WriteLine([.. Encoding.ASCII.GetBytes(Label(KvAnswerTypes.Value)), .. value]);

        void Line(string label, string text) => streams.Output.WriteLine(Label(label) + text);
    }

    // The longest label, and six blanks.
    private static string Label(string name) => name.PadRight(KvAnswerTypes.ModifyIndex.Length + 6);
}
