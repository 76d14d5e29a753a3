using System.Text;
using PeeringServer.CommandLine.Client;
using PeeringServer.CommandLine.Flags;

namespace PeeringServer.CommandLine.Acl;

/// <summary><c>acl bootstrap</c>: makes the first management token, and prints it.</summary>
internal sealed class AclBootstrapCommand : ClientCommand
{
    private const string Pretty = "pretty";
    private const string Json = "json";

    private readonly GoFlag _format = new("format", "Output format {pretty|json}", "string") { DefaultText = Pretty };

    public AclBootstrapCommand(ClientEnvironment environment)
        : base("bootstrap", "Bootstrap Consul's ACL system", environment, hasPartition: false, hasServer: true) => Add(_format);

    /// <inheritdoc/>
    public override string Usage => """
        Usage: consul acl bootstrap [options] [FILE]

          Makes the first token, which may do everything, and prints it. Works once.
          FILE holds the secret it is to have; "-" stands for standard input.
        """;

    /// <inheritdoc/>
    protected override string? Refusal(GoFlagValues values) => values.Rest.Count > 1 ? "This command takes up to one argument"
        : values.Last(_format) is Pretty or Json ? null
        : $"Unknown format: {values.Last(_format)}";

    /// <inheritdoc/>
    protected override string Failure(GoFlagValues values) => "Failed ACL bootstrapping";

    /// <inheritdoc/>
    protected override int Execute(ClientOptions options, GoFlagValues values, CommandStreams streams)
    {
        string secret;
        try
        {
            secret = values.Rest switch
            {
                [] => "",
                ["-"] => Encoding.UTF8.GetString(ClientFile.ReadInput(streams)).Trim(),
                [var file] => ClientFile.ReadText(file, Surroundings).Trim(),
                _ => "",
            };
        }
        catch (IOException e)
        {
            streams.Error.WriteLine($"Error reading provided token: Failed to read file: {e.Message}");
            return ExitCodes.Failure;
        }

        var token = new AclApiClient(options, Time).Bootstrap(secret);
        streams.Output.WriteLine(values.Last(_format) == Json ? AclTokenText.Json(token) : AclTokenText.Pretty(token));
        return ExitCodes.Success;
    }
}
