using PeeringServer.Core.Catalog;
using PeeringServer.Core.GoText;

namespace PeeringServer.Checks;

/// <summary>The time that a check has to be made once.</summary>
internal sealed class ProbeTime : IDisposable
{
    private static readonly TimeSpan ByDefault = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _timeout;
    private readonly CancellationTokenSource _either;
    private readonly CancellationToken _cancellation;

    public ProbeTime(CheckDefinition definition, TimeProvider clock, CancellationToken cancellation)
    {
        _cancellation = cancellation;
        _timeout = new CancellationTokenSource(definition.Timeout > 0 ? GoDuration.ToTimeSpan(definition.Timeout) : ByDefault, clock);
        _either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _timeout.Token);
    }

    /// <summary>Signalled when the time is over, or the check is given up.</summary>
    public CancellationToken Token => _either.Token;

    /// <summary>Whether the time is over, and nobody gave it up.</summary>
    public bool IsOver => _timeout.IsCancellationRequested && !_cancellation.IsCancellationRequested;

    public void Dispose()
    {
        _either.Dispose();
        _timeout.Dispose();
    }
}
