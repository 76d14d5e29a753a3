using Microsoft.AspNetCore.Connections;

namespace PeeringServer.Peerstream.Grpc.Listeners;

/// <summary>
/// Looks at the first bytes of a connection without taking them: closes what is no TLS without a word, and leaves what
/// was offered as a feature for the handshake.
/// </summary>
internal sealed class TlsConnectionMiddleware(ConnectionDelegate next, TimeProvider time)
{
    public async Task OnConnectionAsync(ConnectionContext connection)
    {
        if (await ReadHelloAsync(connection) is { IsTls: true } hello)
        {
            connection.Features.Set(hello);
            await next(connection);
        }
    }

    private async Task<ClientHello?> ReadHelloAsync(ConnectionContext connection)
    {
        var input = connection.Transport.Input;
        using var timeout = new CancellationTokenSource(GrpcListenerExtensions.HandshakeTimeout, time);
        try
        {
            while (true)
            {
                var result = await input.ReadAsync(timeout.Token);
                var hello = ClientHello.TryRead(result.Buffer);
                if (hello is not null || result.IsCompleted)
                {
                    // Examined only as far as the first byte, so that the next reader gets it all at once.
                    input.AdvanceTo(result.Buffer.Start);
                    return hello;
                }

                input.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            return null;
        }
    }
}
