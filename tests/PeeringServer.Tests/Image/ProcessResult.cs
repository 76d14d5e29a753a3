namespace PeeringServer.Tests.Image;

/// <summary>What a process left behind.</summary>
internal sealed record ProcessResult(int Id, int ExitCode, string Output, string Error);
