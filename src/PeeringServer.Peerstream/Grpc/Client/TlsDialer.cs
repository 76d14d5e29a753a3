using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using PeeringServer.Peerstream.Wire;

namespace PeeringServer.Peerstream.Grpc.Client;

/// <summary>
/// Makes a connection a TLS one. Always offers <c>h2</c> and takes whatever is selected, nothing included: HTTP/2 is
/// spoken by prior knowledge, as acceptors up to 1.21 want it.
/// </summary>
internal static class TlsDialer
{
    /// <exception cref="GrpcException">Unavailable, with the reason.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public static async Task<Stream> AuthenticateAsync(
        HandshakeStream transport, string serverName, PeerTrust trust, CancellationToken deadline, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline, cancellationToken);
        var stream = new SslStream(transport, leaveInnerStreamOpen: false);
        string? refusal = null;
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = PeerTrust.IsHostName(serverName) ? serverName : "",
            ApplicationProtocols = [SslApplicationProtocol.Http2],
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            CertificateChainPolicy = trust.Policy(),
            RemoteCertificateValidationCallback = (_, certificate, chain, _) =>
                (refusal = trust.Refusal(certificate as X509Certificate2, chain, serverName)) is null,
        };
        try
        {
            await stream.AuthenticateAsClientAsync(options, either.Token);
            transport.StopObserving();
            return stream;
        }
        catch (Exception e) when (e is AuthenticationException or IOException or ArgumentException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            await stream.DisposeAsync();
            var reason = refusal is not null ? DialErrorConstants.Unverified(refusal)
                : deadline.IsCancellationRequested ? GrpcErrorConstants.DeadlineExceeded
                : transport.Reason ?? $"tls: {e.GetBaseException().Message}";
            throw new GrpcException(GrpcStatusCode.Unavailable, DialErrorConstants.Handshake(reason), e);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }
}
