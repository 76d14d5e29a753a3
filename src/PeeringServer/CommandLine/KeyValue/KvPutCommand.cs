using System.Text;
using PeeringServer.CommandLine.Client;
using PeeringServer.CommandLine.Client.Transport;
using PeeringServer.CommandLine.Flags;
using PeeringServer.Core.GoText;
using PeeringServer.Http.Wire;

namespace PeeringServer.CommandLine.KeyValue;

/// <summary><c>kv put</c>: writes a key.</summary>
internal sealed class KvPutCommand : ClientCommand
{
    private readonly GoFlag _acquire = GoFlag.Switch("acquire", "Locks the key for the session of -session as well.");
    private readonly GoFlag _base64 = GoFlag.Switch("base64", "The data is base64 of what is to be stored.");
    private readonly GoFlag _cas = GoFlag.Switch("cas", "Writes only where the key is at the index of -modify-index.");
    private readonly GoFlag _flags = GoFlag.Unsigned("flags", "A number to keep with the key.");
    private readonly GoFlag _index = GoFlag.Unsigned("modify-index", "The index for -cas.");
    private readonly GoFlag _release = GoFlag.Switch("release", "Gives the lock of the session of -session back as well.");
    private readonly GoFlag _session = new("session", "The session for -acquire and -release.", "string");

    public KvPutCommand(ClientEnvironment environment)
        : base("put", "Sets or updates data in the KV store", environment, hasPartition: false, hasServer: true)
    {
        foreach (var flag in (GoFlag[])[_acquire, _base64, _cas, _flags, _index, _release, _session])
        {
            Add(flag);
        }
    }

    /// <inheritdoc/>
    public override string Usage => """
        Usage: consul kv put [options] KEY [DATA]

          Writes data to a key. DATA that begins with "@" names a file to take it
          from, and "-" stands for standard input; without DATA the key is empty.

              $ consul kv put redis/config/connections 5
        """;

    /// <inheritdoc/>
    protected override string? Refusal(GoFlagValues values) => values.Rest.Count switch
    {
        0 => KvArgument.Missing,
        > 2 => $"Error! Too many arguments (expected 1 or 2, got {values.Rest.Count})",
        _ when (values.IsOn(_release) || values.IsOn(_acquire)) && Session(values).Length == 0 => "Error! Missing -session (required with -acquire and -release)",
        _ when values.IsOn(_cas) && Index(values) == "0" => "Must specify -modify-index with -cas!",
        _ => null,
    };

    /// <inheritdoc/>
    protected override string Failure(GoFlagValues values) => values.IsOn(_cas) ? $"Error! Did not write to {values.Rest[0]}" : "Error! Failed writing data";

    /// <inheritdoc/>
    protected override int Execute(ClientOptions options, GoFlagValues values, CommandStreams streams)
    {
        var key = values.Rest[0];
        if (!TryReadData(values, streams, out var data, out var fault))
        {
            streams.Error.WriteLine($"Error! {fault}");
            return ExitCodes.Failure;
        }

        var isWritten = new KvApiClient(options, Time).Put(key, data, Conditions(values));
        var (done, refused) = values.IsOn(_cas) ? ($"Data written to: {key}", $"Did not write to {key}: CAS failed")
            : values.IsOn(_acquire) ? ($"Lock acquired on: {key}", "Did not acquire lock")
            : values.IsOn(_release) ? ($"Lock released on: {key}", "Did not release lock")
            : ($"Data written to: {key}", null);
        if (isWritten || refused is null)
        {
            streams.Output.WriteLine($"Success! {done}");
            return ExitCodes.Success;
        }

        streams.Error.WriteLine($"Error! {refused}");
        return ExitCodes.Failure;
    }

    private List<NamedValue> Conditions(GoFlagValues values)
    {
        var conditions = new List<NamedValue>();
        if (values.Last(_flags) is { } flags and not "0")
        {
            conditions.Add(new NamedValue(KvRoutes.Flags, flags));
        }

        if (values.IsOn(_cas))
        {
            conditions.Add(new NamedValue(KvRoutes.CheckAndSet, Index(values)));
        }
        else if (values.IsOn(_acquire) || values.IsOn(_release))
        {
            conditions.Add(new NamedValue(values.IsOn(_acquire) ? KvRoutes.Acquire : KvRoutes.Release, Session(values)));
        }

        return conditions;
    }

    private bool TryReadData(GoFlagValues values, CommandStreams streams, out byte[] data, out string? fault)
    {
        (data, fault) = ([], null);
        try
        {
            data = (values.Rest.Count == 2 ? values.Rest[1] : "") switch
            {
                ['@', .. var file] => ClientFile.ReadBytes(file, Surroundings),
                "-" => ClientFile.ReadInput(streams),
                var text => Encoding.UTF8.GetBytes(text),
            };
        }
        catch (IOException e)
        {
            fault = $"Failed to read file: {e.Message}";
            return false;
        }

        if (values.IsOn(_base64) && !GoBase64.TryDecode(Encoding.UTF8.GetString(data), out data!, out var error))
        {
            fault = $"Cannot base 64 decode data: {error}";
            return false;
        }

        return true;
    }

    private string Session(GoFlagValues values) => values.Last(_session) ?? "";

    private string Index(GoFlagValues values) => values.Last(_index) ?? "0";
}
