namespace PeeringServer.CommandLine.Agent;

/// <summary>The signals that a process gets.</summary>
internal interface IStopSignals : IDisposable
{
    /// <summary>Completes with the first signal that ends the agent. What comes after it ends the process at once.</summary>
    Task<StopSignal> First { get; }

    /// <summary>What to do at a signal that asks for the configuration to be read again; nothing until somebody says.</summary>
    Action Reload { get; set; }
}
