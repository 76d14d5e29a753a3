using System.Globalization;
using PeeringServer.CommandLine.Client;
using PeeringServer.CommandLine.Flags;
using PeeringServer.Configuration;
using PeeringServer.Configuration.Decoding;
using PeeringServer.Core.GoText;
using PeeringServer.Http.Wire;

namespace PeeringServer.CommandLine.Services;

/// <summary><c>services register</c>: registers services out of configuration files, or the one that the flags describe.</summary>
internal sealed class ServicesRegisterCommand : ClientCommand
{
    private const string Meta = "meta";
    private const string Tags = "tags";

    private readonly GoFlag _name = new("name", "Name of the service.", "string");
    private readonly GoFlag _meta = PairFlag(Meta, "Metadata of the service, in the format key=value. Can be specified multiple times.");
    private readonly GoFlag _tag = new("tag", "Tag of the service. Can be specified multiple times.") { Repeats = true };
    private readonly GoFlag _taggedAddress = PairFlag("tagged-address", "Another address of the service, in the format name=host:port. Can be specified multiple times.");
    private readonly Dictionary<GoFlag, string> _texts;
    private string _subject = "";

    public ServicesRegisterCommand(ClientEnvironment environment)
        : base("register", "Register services with the local agent", environment, hasPartition: false, hasServer: true)
    {
        _texts = new()
        {
            [_name] = "name",
            [new GoFlag("id", "ID of the service, where it is not the name.", "string")] = "id",
            [new GoFlag("address", "Address of the service.", "string")] = "address",
            [GoFlag.Number("port", "Port of the service.")] = "port",
            [new GoFlag("socket", "Path of the service's unix socket.", "string")] = "socket_path",
            [new GoFlag("kind", "Kind of the service.", "string")] = "kind",
        };
        foreach (var flag in (GoFlag[])[.. _texts.Keys, _meta, _tag, _taggedAddress])
        {
            Add(flag);
        }
    }

    /// <inheritdoc/>
    public override string Usage => """
        Usage: consul services register [options] [FILE...]

          Registers the services in configuration files, or the one that the flags
          describe.

              $ consul services register -name=web -port=8080
              $ consul services register web.hcl
        """;

    /// <inheritdoc/>
    protected override string? Refusal(GoFlagValues values) => values.Rest.Count == 0 && (values.Last(_name) ?? "").Length == 0
        ? "Service registration requires at least one argument or flags."
        : values.Rest.Count > 0 && (values.Last(_name) ?? "").Length > 0 ? "Service registration requires arguments or -id, not both."
        : null;

    /// <inheritdoc/>
    protected override string Failure(GoFlagValues values) => $"Error registering service {GoQuote.Quote(_subject)}";

    /// <inheritdoc/>
    protected override int Execute(ClientOptions options, GoFlagValues values, CommandStreams streams)
    {
        List<ConfigTable> services;
        try
        {
            services = values.Rest.Count == 0 ? [new ConfigTable()] : ServiceFiles.Read(values.Rest, Surroundings);
            services.ForEach(service => Complete(service, values));
        }
        catch (ConfigException e)
        {
            streams.Error.WriteLine($"Error: {e.Message}");
            return ExitCodes.Failure;
        }

        var client = new AgentApiClient(options, Time);
        foreach (var service in services)
        {
            _subject = service.Find("name") as string ?? "";
            client.Register(json => DefinitionBodies.Write(json, service));
            streams.Output.WriteLine($"Registered service: {_subject}");
        }

        return ExitCodes.Success;
    }

    /// <summary>What a file does not say of a service, the flags may.</summary>
    private void Complete(ConfigTable service, GoFlagValues values)
    {
        foreach (var (flag, key) in _texts)
        {
            if (values.Last(flag) is { Length: > 0 } text && service.Find(key) is null)
            {
                service.Set(key, key == "port" ? long.Parse(text, CultureInfo.InvariantCulture) : text);
            }
        }

        if (values.All(_tag).ToList<object>() is { Count: > 0 } tags)
        {
            service.Set(Tags, (List<object>)[.. service.Find(Tags) as List<object> ?? [], .. tags]);
        }

        AddPairs(service, Meta, values.All(_meta), static text => text);
        AddPairs(service, "tagged_addresses", values.All(_taggedAddress), AddressOf);
    }

    private static void AddPairs(ConfigTable service, string key, IEnumerable<string> pairs, Func<string, object> read)
    {
        var all = service.Find(key) as Dictionary<string, object> ?? new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            all[pair[..equals]] = read(pair[(equals + 1)..]);
        }

        if (all.Count > 0)
        {
            service.Set(key, all);
        }
    }

    /// <exception cref="ConfigException">It has no port that is one.</exception>
    private static ConfigTable AddressOf(string text)
    {
        var colon = text.LastIndexOf(':');
        if (colon < 0 || !ushort.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            throw new ConfigException($"Invalid Tagged Address: {text}");
        }

        var address = new ConfigTable();
        address.Set("address", text[..colon].Trim('[', ']'));
        address.Set("port", (long)port);
        return address;
    }

    private static GoFlag PairFlag(string name, string description) => new(name, description)
    {
        Repeats = true,
        Check = static text => text.Contains('=', StringComparison.Ordinal) ? null : $"Missing \"=\" value in argument: {text}",
    };
}
