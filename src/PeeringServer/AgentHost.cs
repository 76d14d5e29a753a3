using PeeringServer.Configuration;
using PeeringServer.Core;

namespace PeeringServer;

/// <summary>One agent.</summary>
public sealed class AgentHost : IAsyncDisposable
{
    private AgentHost(AgentOptions options) => BoundPorts = options.Ports;

    /// <summary>The ports that are listened on.</summary>
    public AgentPorts BoundPorts { get; }

    /// <summary>The cluster.</summary>
    public Cluster Cluster { get; } = new();

    /// <summary>Creates it.</summary>
    public static AgentHost Create(AgentOptions options, ILoggerFactory loggers, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(loggers);
        _ = clock;
        return new AgentHost(options);
    }

    /// <summary>Starts it.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => Task.FromException(new NotImplementedException($"{BoundPorts} {cancellationToken}"));

    /// <summary>Stops it.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.FromCanceled(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
