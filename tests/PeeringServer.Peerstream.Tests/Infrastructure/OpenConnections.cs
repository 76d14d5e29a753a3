using Microsoft.AspNetCore.Connections;

namespace PeeringServer.Peerstream.Tests.Infrastructure;

/// <summary>Counts the connections a server has, for tests that nothing is left behind.</summary>
internal sealed class OpenConnections
{
    private readonly Lock _lock = new();
    private readonly List<(int Count, TaskCompletionSource Reached)> _waits = [];
    private int _now;

    public int Now => Volatile.Read(ref _now);

    public ConnectionDelegate Count(ConnectionDelegate next)
    {
        return async connection =>
        {
            Move(1);
            try
            {
                await next(connection);
            }
            finally
            {
                Move(-1);
            }
        };
    }

    /// <summary>Waits until the server has so many.</summary>
    public Task Become(int count)
    {
        lock (_lock)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_now == count)
            {
                reached.SetResult();
            }

            _waits.Add((count, reached));
            return reached.Task.InTime($"{count} open connections");
        }
    }

    private void Move(int by)
    {
        lock (_lock)
        {
            _now += by;
            _waits.Where(wait => wait.Count == _now).ToList().ForEach(wait => wait.Reached.TrySetResult());
        }
    }
}
