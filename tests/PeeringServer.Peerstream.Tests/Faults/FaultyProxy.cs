using System.Net;
using System.Net.Sockets;

namespace PeeringServer.Peerstream.Tests.Faults;

/// <summary>Stands between a dialer and an acceptor on real sockets, and is a bad line.</summary>
internal sealed class FaultyProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly IPEndPoint _target;
    private readonly Lock _gate = new();
    private readonly List<(Socket Dialer, Socket Acceptor)> _pairs = [];
    private readonly Task _accepting;
    private int _open;
    private int _made;

    private FaultyProxy(int targetPort)
    {
        _target = new IPEndPoint(IPAddress.Loopback, targetPort);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public static FaultyProxy Start(int targetPort) => new(targetPort);

    public string Address => _listener.LocalEndpoint.ToString()!;

    /// <summary>Connections of which neither side has seen the end.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>Connections there ever were.</summary>
    public int Made => Volatile.Read(ref _made);

    /// <summary>Takes everything and passes nothing on, no close either: a line that is cut where nobody sees it.</summary>
    public bool Swallows { get; set; }

    /// <summary>The most that is passed on in one piece.</summary>
    public int PieceLength { get; set; } = 16384;

    /// <summary>Ends every connection, with a reset on both sides.</summary>
    public void Cut() => ForEach(static pair =>
    {
        pair.Dialer.Close(0);
        pair.Acceptor.Close(0);
    });

    /// <summary>Sends bytes to one side that the other one never sent.</summary>
    public void Inject(byte[] bytes, bool toDialer) => ForEach(pair => (toDialer ? pair.Dialer : pair.Acceptor).Send(bytes));

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        Cut();
        await _accepting;
    }

    private void ForEach(Action<(Socket Dialer, Socket Acceptor)> action)
    {
        lock (_gate)
        {
            _pairs.ForEach(action);
        }
    }

    private async Task AcceptAsync()
    {
        var passing = new List<Task>();
        try
        {
            while (true)
            {
                passing.Add(PassAsync(await _listener.AcceptSocketAsync()));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(passing);
        }
    }

    private async Task PassAsync(Socket dialer)
    {
        using var acceptor = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using (dialer)
        {
            dialer.NoDelay = true;
            Interlocked.Increment(ref _open);
            var pair = (dialer, acceptor);
            try
            {
                await acceptor.ConnectAsync(_target);
                lock (_gate)
                {
                    _pairs.Add(pair);
                }

                Interlocked.Increment(ref _made);

                Task[] passing = [PassAsync(dialer, acceptor), PassAsync(acceptor, dialer)];
                await Task.WhenAny(passing);
                if (Swallows)
                {
                    await Task.WhenAll(passing);
                }
            }
            catch (SocketException)
            {
                // Nobody listens behind it: the dialer sees a close.
            }
            finally
            {
                lock (_gate)
                {
                    _pairs.Remove(pair);
                }

                Interlocked.Decrement(ref _open);
            }
        }
    }

    private async Task PassAsync(Socket from, Socket to)
    {
        var buffer = new byte[16384];
        try
        {
            int read;
            while ((read = await from.ReceiveAsync(buffer.AsMemory(0, PieceLength))) > 0)
            {
                if (!Swallows)
                {
                    await to.SendAsync(buffer.AsMemory(0, read));
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The line is cut.
        }
    }
}
