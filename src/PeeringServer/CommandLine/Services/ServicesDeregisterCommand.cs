using PeeringServer.CommandLine.Client;
using PeeringServer.CommandLine.Flags;
using PeeringServer.Configuration;
using PeeringServer.Core.GoText;

namespace PeeringServer.CommandLine.Services;

/// <summary><c>services deregister</c>: removes services that configuration files or an ID name.</summary>
internal sealed class ServicesDeregisterCommand : ClientCommand
{
    private readonly GoFlag _id = new("id", "ID of the service, instead of files.", "string");
    private string _subject = "";

    public ServicesDeregisterCommand(ClientEnvironment environment)
        : base("deregister", "Deregister services with the local agent", environment, hasPartition: false, hasServer: true) => Add(_id);

    /// <inheritdoc/>
    public override string Usage => """
        Usage: consul services deregister [options] [FILE...]

          Removes services that were registered with the agent before.

              $ consul services deregister -id=web
              $ consul services deregister web.hcl
        """;

    /// <inheritdoc/>
    protected override string? Refusal(GoFlagValues values) => (values.Rest.Count, Id(values).Length) switch
    {
        (0, 0) => "Service deregistration requires at least one argument or -id.",
        ( > 0, > 0) => "Service deregistration requires arguments or -id, not both.",
        _ => null,
    };

    /// <inheritdoc/>
    protected override string Failure(GoFlagValues values) => $"Error registering service {GoQuote.Quote(_subject)}";

    /// <inheritdoc/>
    protected override int Execute(ClientOptions options, GoFlagValues values, CommandStreams streams)
    {
        List<(string Id, string Name)> services;
        try
        {
            services = values.Rest.Count == 0
                ? [(Id(values), "")]
                : ServiceFiles.Read(values.Rest, Surroundings).ConvertAll(static service => (service.Find("id") as string ?? "", service.Find("name") as string ?? ""));
        }
        catch (ConfigException e)
        {
            streams.Error.WriteLine($"Error: {e.Message}");
            return ExitCodes.Failure;
        }

        var client = new AgentApiClient(options, Time);
        foreach (var (id, name) in services.Where(static service => service.Id.Length > 0 || service.Name.Length > 0))
        {
            _subject = name;
            var removed = id.Length > 0 ? id : name;
            client.Deregister(removed);
            streams.Output.WriteLine($"Deregistered service: {removed}");
        }

        return ExitCodes.Success;
    }

    private string Id(GoFlagValues values) => values.Last(_id) ?? "";
}
