using Microsoft.AspNetCore.Connections;

namespace PeeringServer.Peerstream.Grpc.Listeners;

/// <summary>Puts an <see cref="AcceptedLine"/> below the web server for as long as a connection lasts.</summary>
internal sealed class AcceptedLineMiddleware(ConnectionDelegate next, TimeProvider clock)
{
    public async Task OnConnectionAsync(ConnectionContext connection)
    {
        var transport = connection.Transport;
        using var line = new AcceptedLine(connection, clock);
        connection.Transport = line;
        try
        {
            await next(connection);
        }
        finally
        {
            connection.Transport = transport;
        }
    }
}
