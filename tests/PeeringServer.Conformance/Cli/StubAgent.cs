using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PeeringServer.Conformance.Cli;

/// <summary>Listens like an agent, answers each connection with the next scripted bytes, and keeps the requests as they came.</summary>
internal sealed partial class StubAgent : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<JsonObject> _answers = new();
    private readonly ConcurrentQueue<JsonObject> _requests = new();
    private readonly Task _serving;

    public StubAgent()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What came since the last step began.</summary>
    public JsonArray Requests => new([.. _requests.Select(request => request.DeepClone())]);

    /// <summary>Begins a step.</summary>
    public void Begin(JsonArray? answers)
    {
        _answers.Clear();
        _requests.Clear();
        foreach (var answer in answers ?? [])
        {
            _answers.Enqueue(answer!.AsObject());
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _serving;
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await AnswerAsync(client.GetStream());
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }
            catch (IOException)
            {
                // The command went away in the middle; what it printed shows why.
            }
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        var text = await ReadAsync(stream);
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var head = (end < 0 ? text : text[..end]).Split("\r\n");
        var body = end < 0 ? "" : Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(text[(end + 4)..]));
        _requests.Enqueue(new JsonObject
        {
            ["requestLine"] = head[0],
            ["headers"] = new JsonArray([.. head.Skip(1).Select(line => JsonValue.Create(line))]),
            ["body"] = body,
        });
        var answer = _answers.TryDequeue(out var next) ? next : new JsonObject { ["status"] = "500 Internal Server Error", ["body"] = "the stub has no answer left" };
        await stream.WriteAsync(Bytes(answer));
    }

    private static async Task<string> ReadAsync(NetworkStream stream)
    {
        var received = new StringBuilder();
        var buffer = new byte[65536];
        while (!IsComplete(received.ToString()) && await stream.ReadAsync(buffer) is > 0 and var count)
        {
            received.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }

        return received.ToString();
    }

    private static bool IsComplete(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var length = ContentLength().Match(text);
        return end >= 0 && (!length.Success || text.Length - end - 4 >= int.Parse(length.Groups[1].Value, CultureInfo.InvariantCulture));
    }

    private static byte[] Bytes(JsonObject answer)
    {
        if (answer["raw"] is { } raw)
        {
            return Encoding.Latin1.GetBytes(raw.GetValue<string>());
        }

        var body = Encoding.UTF8.GetBytes(answer["body"]?.GetValue<string>() ?? "");
        var headers = answer["headers"]?.AsObject() ?? new JsonObject { ["Content-Type"] = "application/json" };
        var head = new StringBuilder($"HTTP/1.1 {answer["status"]?.GetValue<string>() ?? "200 OK"}\r\n");
        foreach (var (name, value) in headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        if (!answer.ContainsKey("length") || answer["length"] is not null)
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {answer["length"]?.GetValue<int>() ?? body.Length}\r\n");
        }

        return [.. Encoding.UTF8.GetBytes($"{head}Connection: close\r\n\r\n"), .. body];
    }

    [GeneratedRegex(@"^content-length: *(\d+)", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex ContentLength();
}
