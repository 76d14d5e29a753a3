using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PeeringServer.Tests.CommandLine.Client;

/// <summary>Answers each connection with the next of some bytes, and keeps the heads of the requests.</summary>
internal sealed class ScriptedAgent : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _serving;

    public ScriptedAgent(params string[] answers)
    {
        _listener.Start();
        _serving = ServeAsync(answers);
    }

    public string Address => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public List<string> Requests { get; } = [];

    /// <summary>The bytes of an answer with a body.</summary>
    public static string Answer(string body, string status = "200 OK") => $"HTTP/1.1 {status}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _serving;
    }

    private async Task ServeAsync(string[] answers)
    {
        try
        {
            foreach (var answer in answers)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                var buffer = new byte[65536];
                var count = await client.GetStream().ReadAsync(buffer);
                Requests.Add(Encoding.Latin1.GetString(buffer, 0, count));
                await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(answer));
            }
        }
        catch (Exception e) when (e is SocketException or InvalidOperationException)
        {
            // Disposed of before all answers were asked for, while it waited or just before it did.
        }
    }
}
