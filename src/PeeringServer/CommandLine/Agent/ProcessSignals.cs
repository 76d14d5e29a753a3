using System.Runtime.InteropServices;

namespace PeeringServer.CommandLine.Agent;

/// <summary>The signals of this process.</summary>
internal sealed class ProcessSignals : IStopSignals
{
    private readonly TaskCompletionSource<StopSignal> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<PosixSignalRegistration> _registrations = [];

    /// <summary>Takes the signals over from the runtime.</summary>
    public ProcessSignals()
    {
        SignalDispositions.EndAtAbort();
        On(PosixSignal.SIGINT, () => Stop(StopSignal.Interrupt));
        On(PosixSignal.SIGTERM, () => Stop(StopSignal.Terminate));
        On(PosixSignal.SIGHUP, () => Reload());
        if (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS())
        {
            // SIGUSR1, which has no name here and would end the process. SIGPIPE the runtime ignores by itself.
            On((PosixSignal)(OperatingSystem.IsLinux() ? 10 : 30), static () => { });
        }
    }

    /// <inheritdoc/>
    public Task<StopSignal> First => _first.Task;

    /// <inheritdoc/>
    public Action Reload { get; set; } = static () => { };

    /// <summary>
    /// Lets the signals be: the process ends next, and one that comes until then would kill it with another exit code, were
    /// they given back to the runtime.
    /// </summary>
    public void Dispose() => GC.KeepAlive(_registrations);

    private void On(PosixSignal signal, Action action)
    {
        // The runtime would leave it ignored; consul takes its signals whatever it was started with.
        SignalDispositions.Heed(signal);
        _registrations.Add(PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            action();
        }));
    }

    private void Stop(StopSignal signal)
    {
        if (!_first.TrySetResult(signal))
        {
            Environment.Exit(ExitCodes.Failure);
        }
    }
}
