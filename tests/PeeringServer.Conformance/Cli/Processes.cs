namespace PeeringServer.Conformance.Cli;

/// <summary>The groups of command lines that are replayed in processes of their own: files, signals and the agent itself are part of the way here.</summary>
public static class Processes
{
    public abstract class ProcessTests : CliGroupTests
    {
        private protected override ICommandLine CommandLine => new ProcessCommandLine();
    }

    public sealed class AgentBanner : ProcessTests;

    public sealed class AgentErrors : ProcessTests;

    public sealed class AgentSignals : ProcessTests;

    public sealed class Validate : ProcessTests;
}
