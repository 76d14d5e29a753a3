using PeeringServer.CommandLine.Flags;

namespace PeeringServer.CommandLine.Client;

/// <summary>A command that asks a running agent for something and prints the answer, or one line that says why there is none.</summary>
internal abstract class ClientCommand : ConsulCommand
{
    private readonly ClientFlags _clientFlags = new();
    private readonly ClientEnvironment _environment;

    /// <param name="name">The word it is called by.</param>
    /// <param name="synopsis">One line for the list of commands.</param>
    /// <param name="environment">Variables, folder and clock.</param>
    /// <param name="hasPartition">Whether it takes <c>-partition</c>.</param>
    /// <param name="hasServer">Whether it takes <c>-datacenter</c>, <c>-stale</c> and the like, and the partition with them.</param>
    protected ClientCommand(string name, string synopsis, ClientEnvironment environment, bool hasPartition, bool hasServer = false)
        : base(name, synopsis)
    {
        _environment = environment;
        foreach (var flag in _clientFlags.Connection)
        {
            Add(flag);
        }

        foreach (var flag in hasServer ? _clientFlags.Server : hasPartition ? [_clientFlags.Partition] : [])
        {
            Add(flag);
        }
    }

    /// <summary>The clock.</summary>
    protected TimeProvider Time => _environment.Time;

    /// <summary>What relative paths are relative to, and the rest of the surroundings.</summary>
    protected ClientEnvironment Surroundings => _environment;

    /// <summary>What is said before the reason where no client can be made.</summary>
    protected virtual string SetupFailure => "Error connecting to Consul agent";

    /// <summary>Says what is missing or wrong before any request, or null.</summary>
    protected virtual string? Refusal(GoFlagValues values) => null;

    /// <summary>What is said before the reason where a request fails.</summary>
    protected abstract string Failure(GoFlagValues values);

    /// <summary>Makes the request and prints the answer.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="ApiException">The request failed.</exception>
    protected abstract int Execute(ClientOptions options, GoFlagValues values, CommandStreams streams);

    /// <inheritdoc/>
    protected sealed override Task<int> RunAsync(GoFlagValues values, CommandStreams streams, CancellationToken cancellationToken)
    {
        if (Refusal(values) is { } refusal)
        {
            streams.Error.WriteLine(refusal);
            return Task.FromResult(ExitCodes.Failure);
        }

        try
        {
            var options = ClientOptionsReader.Read(_clientFlags, values, _environment, streams.Error);
            return Task.FromResult(Execute(options, values, streams));
        }
        catch (ClientSetupException e)
        {
            streams.Error.WriteLine($"{SetupFailure}: {e.Message}");
        }
        catch (ApiException e)
        {
            streams.Error.WriteLine($"{Failure(values)}: {e.Message}");
        }

        return Task.FromResult(ExitCodes.Failure);
    }
}
