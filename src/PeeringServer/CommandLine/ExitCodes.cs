namespace PeeringServer.CommandLine;

/// <summary>Exit codes; of consul's commands only <c>members</c> returns 2.</summary>
internal static class ExitCodes
{
    /// <summary>Success, and help that was asked for.</summary>
    public const int Success = 0;

    /// <summary>Every error of a known command, bad flags included.</summary>
    public const int Failure = 1;

    /// <summary>What was waited for did not come in time, or what was looked for is not there.</summary>
    public const int NotFound = 2;

    /// <summary>No such command.</summary>
    public const int NoCommand = 127;
}
