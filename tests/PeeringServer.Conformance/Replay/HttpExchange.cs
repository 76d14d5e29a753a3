using System.Net;
using System.Net.Sockets;

namespace PeeringServer.Conformance.Replay;

/// <summary>One request and its answer over a TCP connection of their own.</summary>
internal static class HttpExchange
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    /// <exception cref="IOException">The connection ended before a whole answer had come.</exception>
    /// <exception cref="OperationCanceledException">No answer within 90 seconds, or cancelled.</exception>
    public static async Task<ExchangeAnswer> SendAsync(IPEndPoint server, ScriptedRequest request, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Deadline);
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(server, deadline.Token);
        var stream = client.GetStream();

        // Written while the answer is read: a server may answer, and close, before it has read a body it does not want.
        var writing = WriteAsync(stream, request.ToBytes(server), deadline.Token);
        var answer = await new HttpAnswerReader(stream).ReadAsync(request.Method, deadline.Token);
        await deadline.CancelAsync();
        await writing;
        return answer;
    }

    private static async Task WriteAsync(NetworkStream stream, byte[] request, CancellationToken cancellationToken)
    {
        try
        {
            await stream.WriteAsync(request, cancellationToken);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // What came back, if anything, is the result; the reader fails where nothing did.
        }
    }
}
