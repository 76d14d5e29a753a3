using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace PeeringServer.Bench.Load;

/// <summary>
/// Connections to one server, driven from one thread with <c>poll</c>: as little work for the processor as a load can be, since the
/// server needs the rest of it.
/// </summary>
internal sealed class ConnectionSet : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(3);

    private readonly List<LoadConnection> _connections = [];
    private readonly List<Socket> _polled = [];
    private readonly byte[] _buffer = new byte[256 * 1024];

    public ConnectionSet(IPEndPoint server, int count)
    {
        try
        {
            while (_connections.Count < count)
            {
                _connections.Add(new LoadConnection(server));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Sends on every connection; nothing is waited for.</summary>
    public void SendAll(LoadRequest request) => _connections.ForEach(connection => connection.Begin(request));

    /// <summary>Number of connections on which an answer is waiting.</summary>
    public int Answered()
    {
        Poll(_connections, TimeSpan.Zero);
        return _polled.Count;
    }

    /// <summary>Waits until every connection has its answer, and returns when each came, from <paramref name="since"/> on.</summary>
    public async Task<List<TimeSpan>> ReceiveAllAsync(long since, CancellationToken cancellation)
    {
        var open = _connections.ToHashSet();
        var times = new List<TimeSpan>(open.Count);
        while (open.Count > 0)
        {
            Poll(open, Limit);
            foreach (LoadConnection connection in _polled)
            {
                if (IsComplete(connection))
                {
                    times.Add(Stopwatch.GetElapsedTime(since));
                    open.Remove(connection);
                }
            }

            // Thousands of connections take long to look through: the processor is left to the server in between.
            await Task.Delay(Pause, TimeProvider.System, cancellation).ConfigureAwait(false);
        }

        return times;
    }

    /// <summary>Keeps one request under way on every connection until time or count is up, and waits for the last answers.</summary>
    public LoadResult Run(LoadRequest request, LoadLimits limits)
    {
        var latencies = new List<long>(limits.Requests);
        var start = Stopwatch.GetTimestamp();
        var end = start + (long)(limits.Time.TotalSeconds * Stopwatch.Frequency);
        var sent = _connections.Count;
        SendAll(request);
        while (latencies.Count < sent)
        {
            Poll(_connections, Limit);
            foreach (LoadConnection connection in _polled)
            {
                if (!IsComplete(connection))
                {
                    continue;
                }

                var now = Stopwatch.GetTimestamp();
                latencies.Add(now - connection.SentAt);
                if (now < end && sent < limits.Requests)
                {
                    connection.Begin(request);
                    sent++;
                }
            }
        }

        return new LoadResult(latencies, Stopwatch.GetElapsedTime(start));
    }

    public void Dispose() => _connections.ForEach(static connection => connection.Dispose());

    private bool IsComplete(LoadConnection connection) => connection.Continue(_buffer) switch
    {
        null => false,
        (int)HttpStatusCode.OK => true,
        { } status => throw new InvalidDataException($"The server answered with {status}."),
    };

    private void Poll(IReadOnlyCollection<LoadConnection> connections, TimeSpan limit)
    {
        _polled.Clear();
        _polled.AddRange(connections);
        Socket.Select(_polled, null, null, limit);
        if (_polled.Count == 0 && limit > TimeSpan.Zero)
        {
            throw new TimeoutException("The server does not answer.");
        }
    }
}
