namespace PeeringServer.CommandLine;

/// <summary>Exit codes; nothing returns 2.</summary>
internal static class ExitCodes
{
    /// <summary>Success, and help that was asked for.</summary>
    public const int Success = 0;

    /// <summary>Every error of a known command, bad flags included.</summary>
    public const int Failure = 1;

    /// <summary>No such command.</summary>
    public const int NoCommand = 127;
}
