namespace PeeringServer.CommandLine.Agent;

/// <summary>The signals that a process gets.</summary>
internal interface IStopSignals : IDisposable
{
    /// <summary>Completes with the first signal that ends the agent. What comes after it ends the process at once.</summary>
    Task<StopSignal> First { get; }
}
