namespace PeeringServer.CommandLine.Agent;

/// <summary>A signal that ends an agent.</summary>
internal enum StopSignal
{
    /// <summary>SIGINT.</summary>
    Interrupt,

    /// <summary>SIGTERM.</summary>
    Terminate,
}
