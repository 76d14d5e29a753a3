using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace PeeringServer.Hosting;

/// <summary>Tells clients that speak plain HTTP on an HTTPS port so, in HTTP, as Go's server does. Stands before TLS.</summary>
internal sealed class PlainHttpGuard(ConnectionDelegate next)
{
    private const int Needed = 5;

    private static readonly TimeSpan HandshakeTime = TimeSpan.FromSeconds(10);

    /// <summary>Looks at the first bytes of a connection and hands it on, unless a request begins with them.</summary>
    public async Task OnConnectionAsync(ConnectionContext connection)
    {
        bool isHttp;
        try
        {
            isHttp = await BeginsRequestAsync(connection.Transport.Input).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The client went away, or sent nothing for as long as a handshake may take.
            return;
        }

        if (isHttp)
        {
            await connection.Transport.Output.WriteAsync("HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n"u8.ToArray()).ConfigureAwait(false);
            return;
        }

        await next(connection).ConfigureAwait(false);
    }

    private static async Task<bool> BeginsRequestAsync(PipeReader input)
    {
        // Real time, as for the handshake that follows: no cluster's clock moves for a client that says nothing.
        using var limit = new CancellationTokenSource(HandshakeTime, TimeProvider.System);
        while (true)
        {
            var read = await input.ReadAsync(limit.Token).ConfigureAwait(false);
            var isEnough = read.Buffer.Length >= Needed || read.IsCompleted;
            var isHttp = isEnough && BeginsRequest(read.Buffer);
            // Nothing is taken: what was looked at is there for TLS to read. Short of enough, the next read waits for more.
            input.AdvanceTo(read.Buffer.Start, isEnough ? read.Buffer.Start : read.Buffer.End);
            if (isEnough)
            {
                return isHttp;
            }
        }
    }

    // Only these: a DELETE is taken for a broken handshake, and so it is by Go.
    private static bool BeginsRequest(ReadOnlySequence<byte> bytes)
    {
        if (bytes.Length < Needed)
        {
            return false;
        }

        Span<byte> first = stackalloc byte[Needed];
        bytes.Slice(0, Needed).CopyTo(first);
        return first.SequenceEqual("GET /"u8) || first.SequenceEqual("HEAD "u8) || first.SequenceEqual("POST "u8) || first.SequenceEqual("PUT /"u8) || first.SequenceEqual("OPTIO"u8);
    }
}
