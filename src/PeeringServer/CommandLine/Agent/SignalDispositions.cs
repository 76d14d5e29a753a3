using System.Runtime.InteropServices;

namespace PeeringServer.CommandLine.Agent;

/// <summary>
/// What the system does with a signal that nobody handles. A shell without job control starts what is to run in the background
/// with SIGINT ignored, and the runtime keeps to that: its handlers never hear of such a signal.
/// </summary>
internal static class SignalDispositions
{
    private const int Abort = 6;

    // Both are the same wherever .NET runs on Unix.
    private const nint Default = 0;
    private const nint Ignored = 1;

    // More than any system's structure of an action takes.
    private const int ActionSize = 512;

    /// <summary>Gives a signal its default effect where the process was started with it ignored. Before anybody handles it.</summary>
    public static void Heed(PosixSignal signal)
    {
        if (NumberOf(signal) is { } number && IsIgnored(number))
        {
            _ = SetHandler(number, Default);
        }
    }

    /// <summary>
    /// Has SIGABRT end the process at once. The runtime's own handler lets the first one pass; launchers that have waited for a
    /// server in vain send one, and then wait for its end without limit.
    /// </summary>
    public static void EndAtAbort()
    {
        if (IsUnix)
        {
            _ = SetHandler(Abort, Default);
        }
    }

    private static bool IsUnix => OperatingSystem.IsLinux() || OperatingSystem.IsMacOS();

    private static int? NumberOf(PosixSignal signal) => !IsUnix ? null : signal switch
    {
        PosixSignal.SIGHUP => 1,
        PosixSignal.SIGINT => 2,
        PosixSignal.SIGTERM => 15,
        _ => (int)signal > 0 ? (int)signal : null,
    };

    private static bool IsIgnored(int signal)
    {
        // Its handler stands first in it.
        Span<byte> action = stackalloc byte[ActionSize];
        return GetAction(signal, 0, ref MemoryMarshal.GetReference(action)) == 0 && MemoryMarshal.Read<nint>(action) == Ignored;
    }

    [DllImport("libc", EntryPoint = "sigaction")]
    private static extern int GetAction(int signal, nint newAction, ref byte oldAction);

    [DllImport("libc", EntryPoint = "signal")]
    private static extern nint SetHandler(int signal, nint handler);
}
