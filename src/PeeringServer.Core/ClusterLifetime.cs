namespace PeeringServer.Core;

/// <summary>What a client may ask of the process that a cluster runs in. Whoever runs it listens.</summary>
internal sealed class ClusterLifetime
{
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when a client has asked the server to leave and end.</summary>
    public Task Left => _left.Task;

    /// <summary>Reads the configuration again; does nothing where nobody has one to read.</summary>
    /// <exception cref="RefusalException">By whoever reads it: the configuration is wrong.</exception>
    public Action Reload { get; set; } = static () => { };

    public void Leave() => _left.TrySetResult();
}
