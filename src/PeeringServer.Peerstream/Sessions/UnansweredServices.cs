namespace PeeringServer.Peerstream.Sessions;

/// <summary>
/// Services on their way. While the other side is busy with some, changes are gathered instead of sent: a burst of registrations costs a few messages,
/// and a single change none of its time.
/// </summary>
internal sealed class UnansweredServices(TimeProvider clock)
{
    /// <summary>Who has not answered by now may never do; it must not be kept from what is new.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private readonly HashSet<string> _nonces = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private TaskCompletionSource? _none;

    public void Add(string nonce)
    {
        lock (_gate)
        {
            _nonces.Add(nonce);
        }
    }

    public void Remove(string nonce)
    {
        lock (_gate)
        {
            if (_nonces.Remove(nonce) && _nonces.Count == 0)
            {
                _none?.TrySetResult();
            }
        }
    }

    /// <summary>Returns when all are answered, or when that takes too long.</summary>
    public async Task WhenNoneAsync(CancellationToken cancellation)
    {
        Task none;
        List<string> awaited;
        lock (_gate)
        {
            if (_nonces.Count == 0)
            {
                return;
            }

            _none = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            none = _none.Task;
            awaited = [.. _nonces];
        }

        try
        {
            await none.WaitAsync(Patience, clock, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            lock (_gate)
            {
                _nonces.ExceptWith(awaited);
            }
        }
    }
}
