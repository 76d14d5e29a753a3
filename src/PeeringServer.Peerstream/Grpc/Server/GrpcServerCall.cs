using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using PeeringServer.Peerstream.Wire;

namespace PeeringServer.Peerstream.Grpc.Server;

/// <summary>A call in progress: who made it, its bodies, and what ends it from outside.</summary>
internal sealed class GrpcServerCall : IDisposable
{
    private readonly HttpContext _context;
    private readonly CancellationTokenSource _deadline;
    private readonly CancellationTokenSource _ended;
    private readonly CancellationTokenRegistration _wakeUp;

    public GrpcServerCall(HttpContext context, GrpcRequest request, TimeProvider time, CancellationToken stopping)
    {
        _context = context;
        Encoding = request.Encoding;
        _deadline = new CancellationTokenSource(request.Timeout ?? Timeout.InfiniteTimeSpan, time);
        _ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _deadline.Token, stopping);

        // One registration for the whole call, not one for each message.
        _wakeUp = _ended.Token.UnsafeRegister(static call => ((GrpcServerCall)call!).WakeUp(), this);
    }

    /// <summary>Cancelled when the client went away, its deadline passed or the server stops.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <summary>Address the client calls from.</summary>
    public IPEndPoint Remote => new(_context.Connection.RemoteIpAddress ?? IPAddress.None, _context.Connection.RemotePort);

    /// <summary>Server name the client asked for in its handshake, or null without TLS or name.</summary>
    public string? ServerName => _context.Features.Get<ITlsHandshakeFeature>()?.HostName is { Length: > 0 } name ? name : null;

    public string? Encoding { get; }

    /// <summary>Metadata by name; empty for none.</summary>
    public string Metadata(string name) => _context.Request.Headers[name].FirstOrDefault() ?? "";

    public PipeReader RequestBody => _context.Request.BodyReader;

    public PipeWriter ResponseBody => _context.Response.BodyWriter;

    /// <summary>How the call ends once <see cref="Ended"/> is cancelled.</summary>
    public GrpcStatus EndStatus() => _deadline.IsCancellationRequested && !_context.RequestAborted.IsCancellationRequested
        ? new GrpcStatus(GrpcStatusCode.DeadlineExceeded, GrpcErrorConstants.DeadlineExceeded)
        : new GrpcStatus(GrpcStatusCode.Canceled, GrpcErrorConstants.Canceled);

    public void Dispose()
    {
        _wakeUp.Dispose();
        _ended.Dispose();
        _deadline.Dispose();
    }

    private void WakeUp()
    {
        if (_context.RequestAborted.IsCancellationRequested)
        {
            // Kestrel fails the pending read and write itself, and refuses to have them cancelled.
            return;
        }

        try
        {
            RequestBody.CancelPendingRead();
            ResponseBody.CancelPendingFlush();
        }
        catch (IOException)
        {
            // The client went away in this very moment.
        }
    }
}
