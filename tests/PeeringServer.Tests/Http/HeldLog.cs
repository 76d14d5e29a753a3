using PeeringServer.Core.State;

namespace PeeringServer.Tests.Http;

/// <summary>A disk that takes its time until a test lets it go on.</summary>
internal sealed class HeldLog : IStateLog
{
    private readonly TaskCompletionSource _kept = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when somebody waits for the disk.</summary>
    public Task Asked => _asked.Task;

    public ValueTask WhenDurableAsync(ulong index, CancellationToken cancellation)
    {
        _asked.TrySetResult();
        return new ValueTask(_kept.Task.WaitAsync(cancellation));
    }

    public void Release() => _kept.TrySetResult();
}
