namespace PeeringServer.Conformance.Cli;

/// <summary>What came of a command line.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error);
