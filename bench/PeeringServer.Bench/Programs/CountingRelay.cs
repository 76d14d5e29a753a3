using System.Net;
using System.Net.Sockets;

namespace PeeringServer.Bench.Programs;

/// <summary>A line between two servers that counts what is sent along it.</summary>
internal sealed class CountingRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _over = new();
    private readonly IPEndPoint _target;
    private readonly Task _accepting;
    private long _toClient;

    private CountingRelay(int port)
    {
        _target = new IPEndPoint(IPAddress.Loopback, port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where to connect instead.</summary>
    public string Address => _listener.LocalEndpoint.ToString()!;

    /// <summary>Bytes that went from the server behind to those who connected, TLS included.</summary>
    public long ToClient => Interlocked.Read(ref _toClient);

    /// <summary>Begins to relay to a port of this machine.</summary>
    public static CountingRelay Start(int port) => new(port);

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync().ConfigureAwait(false);
        _listener.Dispose();
        await _accepting.ConfigureAwait(false);
        _over.Dispose();
    }

    private async Task AcceptAsync()
    {
        var relayed = new List<Task>();
        try
        {
            while (true)
            {
                relayed.Add(RelayAsync(await _listener.AcceptSocketAsync(_over.Token).ConfigureAwait(false)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(relayed).ConfigureAwait(false);
        }
    }

    private async Task RelayAsync(Socket client)
    {
        using var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using (client)
        {
            client.NoDelay = true;
            try
            {
                await server.ConnectAsync(_target, _over.Token).ConfigureAwait(false);
                await Task.WhenAny(CopyAsync(client, server, static _ => { }), CopyAsync(server, client, bytes => Interlocked.Add(ref _toClient, bytes))).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is SocketException or OperationCanceledException)
            {
                // Whoever is left notices by the end of the connection.
            }
        }
    }

    private async Task CopyAsync(Socket from, Socket to, Action<int> count)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, _over.Token).ConfigureAwait(false) is > 0 and var received)
            {
                count(received);
                for (var sent = 0; sent < received;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, received - sent), _over.Token).ConfigureAwait(false);
                }
            }
        }
        catch (Exception fault) when (fault is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One end is gone; the other follows.
        }
    }
}
