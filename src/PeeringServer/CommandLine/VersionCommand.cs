using PeeringServer.CommandLine.Flags;

namespace PeeringServer.CommandLine;

/// <summary><c>version</c>: the number of the consul release that is reproduced. Starts nothing: clients run it before every agent.</summary>
internal sealed class VersionCommand : ConsulCommand
{
    private readonly GoFlag _format = new("format", "Output format {pretty|json}", "string") { DefaultText = "pretty" };

    public VersionCommand()
        : base("version", "Prints the Consul version") => Add(_format);

    /// <inheritdoc/>
    public override string Usage => "Usage: consul version [options]";

    /// <inheritdoc/>
    protected override Task<int> RunAsync(GoFlagValues values, CommandStreams streams, CancellationToken cancellationToken)
    {
        switch (values.Last(_format))
        {
            case "pretty":
                streams.Output.WriteLine(
                    $"Consul v{ConsulRelease.Version}\nBuild Date {ConsulRelease.BuildDate}\nProtocol 2 spoken by default, understands 2 to 3 "
                    + "(agent will automatically use protocol >2 when speaking to compatible agents)\n");
                return Task.FromResult(ExitCodes.Success);
            case "json":
                streams.Output.WriteLine(Json());
                return Task.FromResult(ExitCodes.Success);
            case var other:
                streams.Error.WriteLine($"Unknown format: {other}");
                return Task.FromResult(ExitCodes.Failure);
        }
    }

    // By hand: six known values are no reason to load a serializer.
    private static string Json() => $$"""
        {
           "Version": "{{ConsulRelease.Version}}",
           "Revision": "",
           "Prerelease": "",
           "BuildDate": "{{ConsulRelease.BuildDate}}",
           "RPC": {
              "Default": 2,
              "Min": 2,
              "Max": 3
           }
        }
        """;
}
