using PeeringServer.CommandLine.Client;
using PeeringServer.CommandLine.Flags;
using PeeringServer.Core.GoText;
using PeeringServer.Http.Wire;

namespace PeeringServer.CommandLine.Peering;

/// <summary><c>peering wait</c>, which consul has not: waits until a peering is in a state, for scripts that go on from there.</summary>
internal sealed class WaitCommand : PeeringCommand
{
    /// <summary>The state of a peering that is not there.</summary>
    public const string None = "NONE";

    private const string Active = "ACTIVE";
    private const string DefaultTimeout = "30s";

    // What a stream is doing moves no index, so there is nothing to wait on with a blocking query.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    // However short the wait is to be, it begins with an answer.
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(1);
    private static readonly string[] States = ["UNDEFINED", "PENDING", "ESTABLISHING", Active, "FAILING", "DELETING", "TERMINATED", None];

    private readonly GoFlag _state = new("state", $"State to wait for; {None} is that of a peering that is not there (default: {Active})", "string") { DefaultText = Active };
    private readonly GoFlag _timeout = new("timeout", $"How long to wait, such as 500ms or 2m (default: {DefaultTimeout})", "duration")
    {
        DefaultText = DefaultTimeout,
        Check = static text => GoDuration.TryParse(text, out _, out _) ? null : "parse error",
    };

    public WaitCommand(ClientEnvironment environment)
        : base("wait", "Wait for the state of a peering connection", environment, takesName: true, takesFormat: false)
    {
        Add(_state);
        Add(_timeout);
    }

    /// <inheritdoc/>
    public override string Usage => $"""
        Usage: consul peering wait [options] -name <peer name>

          Waits until a peering is in a state, and prints the states it went through
          as "PENDING -> ACTIVE". The agent is asked four times a second. Exits with 0,
          or with {ExitCodes.NotFound} where the time ran out first.

              $ consul peering wait -name west -state {Active} -timeout {DefaultTimeout}
        """;

    /// <inheritdoc/>
    protected override string Failure(GoFlagValues values) => "Error reading peering";

    /// <inheritdoc/>
    protected override string? Refusal(GoFlagValues values) =>
        base.Refusal(values) ?? (States.Contains(values.Last(_state)) ? null : $"Invalid state, valid states are {{{string.Join('|', States)}}}");

    /// <inheritdoc/>
    protected override int Execute(ClientOptions options, GoFlagValues values, CommandStreams streams)
    {
        var (name, wanted, limit) = (NameIn(values), values.Last(_state)!, values.Last(_timeout)!);
        var patience = GoDuration.TryParse(limit, out var nanoseconds, out _) ? GoDuration.ToTimeSpan(nanoseconds) : TimeSpan.Zero;
        var client = new PeeringApiClient(options, Time);
        var progress = new WaitProgress(streams, name, wanted);
        var path = new List<string>();
        var started = Time.GetTimestamp();
        using var timer = new PeriodicTimer(Interval, Time);
        while (true)
        {
            var state = Read(client, name, patience - Time.GetElapsedTime(started));
            if (state is not null && path.LastOrDefault() != state)
            {
                path.Add(state);
            }

            var waited = Time.GetElapsedTime(started);
            if (state is null || state == wanted || waited >= patience)
            {
                progress.Clear();
                return Finish(state == wanted, $"Timed out after {limit} waiting for {name} to be {wanted}", path.Count == 0 ? "no answer" : string.Join(" -> ", path), streams);
            }

            progress.Show(state, waited);
            // Where it stands, as all client commands wait for their answers.
            timer.WaitForNextTickAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
        }
    }

    /// <summary>The state as it is now, or null where the agent does not tell it in time.</summary>
    private string? Read(PeeringApiClient client, string name, TimeSpan left)
    {
        // Requests wait where they stand, for as long as it takes; so this one stands elsewhere.
        var reading = Task.Run(() => client.Read(name)?.GetString(PeeringAnswerTypes.State) ?? None);
        try
        {
            return reading.WaitAsync(left > AnswerTime ? left : AnswerTime, Time).GetAwaiter().GetResult();
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private static int Finish(bool isReached, string complaint, string path, CommandStreams streams)
    {
        if (isReached)
        {
            streams.Output.WriteLine(path);
            return ExitCodes.Success;
        }

        streams.Error.WriteLine($"{complaint}: {path}");
        return ExitCodes.NotFound;
    }
}
