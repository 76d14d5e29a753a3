namespace PeeringServer.Conformance.Replay;

/// <summary>
/// The pauses of a recorded script, in real time since a real agent was recorded in it. They are part of what is replayed
/// (what happens meanwhile is the behaviour), so this is the one place here that lets time pass instead of awaiting a signal.
/// </summary>
internal static class ScriptPause
{
    /// <summary>How long the script let a background request reach the server before it went on.</summary>
    public static readonly TimeSpan HeadStart = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// How long both sides of a new stream get to tell each other what there is before the script goes on: the recorded machine had nothing else to do, and
    /// its code was compiled.
    /// </summary>
    public static readonly TimeSpan AfterActive = TimeSpan.FromMilliseconds(250);

    public static Task WaitAsync(TimeSpan pause, CancellationToken cancellationToken) => Task.Delay(pause, TimeProvider.System, cancellationToken);
}
