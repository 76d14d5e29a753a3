using PeeringServer.CommandLine;
using PeeringServer.CommandLine.Flags;

namespace PeeringServer.Tests.CommandLine;

/// <summary>A command that prints what it was given.</summary>
internal sealed class ProbeCommand : ConsulCommand
{
    public ProbeCommand(string name)
        : base(name, $"Probes {name}")
    {
        Add(new GoFlag("name", "A name.", "string"));
        Add(new GoFlag("format", "Output format {pretty|json} (default: pretty)", "string") { DefaultText = "pretty" });
        Add(new GoFlag("http-addr", "An address.", "address") { Section = "HTTP API Options" });
        Add(new GoFlag("meta", "Metadata.") { Check = v => v.Contains('=', StringComparison.Ordinal) ? null : $"Missing \"=\" value in argument: {v}" });
        Add(GoFlag.Number("count", "A number."));
        Add(GoFlag.Switch("on", "A switch."));
    }

    public override string Usage => $"Usage: consul {Name} [options]\n\n  Probes.\n";

    public GoFlag this[string name] => Flags.Single(f => f.FlagName == name);

    public GoFlagValues Parse(params string[] words) => GoFlagParser.Parse(this, words);

    protected override Task<int> RunAsync(GoFlagValues values, CommandStreams streams, CancellationToken cancellationToken)
    {
        streams.Output.WriteLine($"{Name}: {string.Join(' ', values.Rest)}");
        return Task.FromResult(ExitCodes.Success);
    }
}
