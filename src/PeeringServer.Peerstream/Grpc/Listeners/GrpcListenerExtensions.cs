using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using PeeringServer.Peerstream.Wire;

namespace PeeringServer.Peerstream.Grpc.Listeners;

/// <summary>Makes listeners of Kestrel answer as Consul's gRPC ports do.</summary>
internal static class GrpcListenerExtensions
{
    /// <summary>Time a connection has for its handshake; a Consul server waits as long.</summary>
    public static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(120);

    /// <summary>What Kestrel can only be told for all its listeners together.</summary>
    public static void ConfigureForGrpc(this KestrelServerOptions options)
    {
        // Dialers name whichever scheme they like inside TLS.
        options.AllowAlternateSchemes = true;
        options.AddServerHeader = false;

        // A peer that reads slowly is slow, not hostile.
        options.Limits.MinResponseDataRate = null;
        options.Limits.Http2.MaxStreamsPerConnection = GrpcProtocolConstants.MaxStreamsPerConnection;
    }

    /// <summary><c>ports.grpc</c>: HTTP/2 by prior knowledge.</summary>
    /// <param name="listen">The listener.</param>
    /// <param name="time">Clock of the time a client may be silent for.</param>
    public static void UseGrpc(this ListenOptions listen, TimeProvider time) => SpeakGrpc(listen, time);

    /// <summary>
    /// <c>ports.grpc_tls</c>: TLS only, with the one certificate whatever name is asked for. Selects <c>h2</c> where it is
    /// offered, and goes on in HTTP/2 where it is not.
    /// </summary>
    /// <param name="listen">The listener.</param>
    /// <param name="certificate">Gives the certificate for the next handshake, its key included.</param>
    /// <param name="time">Clock of the time a client has to begin, and may be silent for.</param>
    public static void UseGrpcTls(this ListenOptions listen, Func<SslStreamCertificateContext> certificate, TimeProvider time)
    {
        listen.Use(next => new TlsConnectionMiddleware(next, time).OnConnectionAsync);
        listen.UseHttps(new TlsHandshakeCallbackOptions
        {
            HandshakeTimeout = HandshakeTimeout,
            OnConnection = context => ValueTask.FromResult(OptionsFor(context, certificate())),
        });
        listen.Use(next => connection =>
        {
            // Kestrel takes HTTP/2 over TLS only where it was negotiated; here it is known beforehand.
            connection.Features.Set<ITlsApplicationProtocolFeature>(Http2Feature.Instance);
            return next(connection);
        });
        SpeakGrpc(listen, time);
    }

    private static void SpeakGrpc(ListenOptions listen, TimeProvider time)
    {
        listen.Protocols = HttpProtocols.Http2;
        listen.Use(next => new AcceptedLineMiddleware(next, time).OnConnectionAsync);
        listen.Use(next => connection =>
        {
            connection.Features.Set(GrpcListenerFeature.Instance);
            return next(connection);
        });
    }

    private static SslServerAuthenticationOptions OptionsFor(TlsHandshakeCallbackContext context, SslStreamCertificateContext certificate)
    {
        var hello = context.Connection.Features.GetRequiredFeature<ClientHello>();
        return new SslServerAuthenticationOptions
        {
            ServerCertificateContext = certificate,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            ClientCertificateRequired = false,

            // An empty list selects nothing; with h2 in it a client that offers only others would be turned away.
            ApplicationProtocols = hello.OffersHttp2 ? [SslApplicationProtocol.Http2] : [],
        };
    }

    private sealed class Http2Feature : ITlsApplicationProtocolFeature
    {
        public static readonly Http2Feature Instance = new();

        public ReadOnlyMemory<byte> ApplicationProtocol => SslApplicationProtocol.Http2.Protocol;
    }
}
