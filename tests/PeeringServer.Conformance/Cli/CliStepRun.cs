using System.Text.Json.Nodes;

namespace PeeringServer.Conformance.Cli;

/// <summary>A command line of a group that was run.</summary>
/// <param name="Id">Id of the step.</param>
/// <param name="Cluster">The cluster it was about, whose indexes it shows; or null.</param>
/// <param name="IsLoose">Which of several faults the transport reports is a race.</param>
/// <param name="Run">What came of it.</param>
/// <param name="Requests">What reached the stub, where there is one.</param>
internal sealed record CliStepRun(string Id, string? Cluster, bool IsLoose, CommandRun Run, JsonArray? Requests)
{
    /// <summary>What an agent printed apart from its plain output, where one was run.</summary>
    public AgentOutput? Agent { get; init; }

    /// <summary>The agent was to stay up, and did.</summary>
    public bool IsStillRunning { get; init; }

    /// <summary>The script sent it signals; what it logs about them is not held against the recording.</summary>
    public bool HadSignals { get; init; }
}
