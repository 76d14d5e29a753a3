using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using PeeringServer.CommandLine.Client.Tls;

namespace PeeringServer.CommandLine.Client.Transport;

/// <summary>Puts TLS on a connection; what goes wrong is told in Go's words.</summary>
/// <param name="tls">Whom to trust and what to show.</param>
/// <param name="time">The clock that certificates and the time-out go by.</param>
internal sealed class TlsHandshake(ClientTls tls, TimeProvider time)
{
    private static readonly TimeSpan HandshakeTime = TimeSpan.FromSeconds(10);

    // What OpenSSL calls the alerts a server may send, and what Go calls them.
    private static readonly (string OpenSsl, string Go)[] Alerts =
    [
        ("certificate required", "certificate required"),
        ("bad certificate", "bad certificate"),
        ("unknown ca", "unknown certificate authority"),
        ("handshake failure", "handshake failure"),
        ("protocol version", "protocol version not supported"),
        ("certificate unknown", "unknown certificate"),
        ("certificate expired", "expired certificate"),
        ("unrecognized name", "unrecognized name"),
        ("internal error", "internal error"),
    ];

    /// <summary>Starts TLS on <paramref name="connection"/>.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="host">Whom it leads to, where the options name nobody else.</param>
    /// <exception cref="TransportException">The handshake failed, or the certificate is refused.</exception>
    public Connection Start(Connection connection, string host)
    {
        var name = tls.ServerName ?? host;
        var stream = new SslStream(connection.Raw);
        string? fault = null;
        using var deadline = new SocketDeadline(connection.Socket, HandshakeTime, time);
        try
        {
            stream.AuthenticateAsClient(Options(name, found => fault = found));
            return connection with { Stream = stream };
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            throw new TransportException(
                deadline.HasPassed ? "net/http: TLS handshake timeout"
                : fault is null ? Describe(e, connection)
                : $"tls: failed to verify certificate: {fault}",
                e);
        }
    }

    /// <summary>The name of the alert a fault came from, in Go's words; or null.</summary>
    public static string? AlertOf(Exception fault)
    {
        for (var e = fault; e is not null; e = e.InnerException)
        {
            var alert = Alerts.FirstOrDefault(a => e.Message.Contains($"alert {a.OpenSsl}", StringComparison.Ordinal));
            if (alert.Go is not null)
            {
                return $"remote error: tls: {alert.Go}";
            }
        }

        return null;
    }

    private SslClientAuthenticationOptions Options(string name, Action<string> refuse) => new()
    {
        TargetHost = name,
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        CertificateChainPolicy = Policy(),
        ClientCertificates = tls.Certificate is { } own ? [own] : null,
        LocalCertificateSelectionCallback = tls.Certificate is null ? null : (_, _, _, _, _) => tls.Certificate,
        RemoteCertificateValidationCallback = (_, certificate, chain, _) =>
        {
            if (!tls.IsVerified)
            {
                return true;
            }

            if (ServerCertificate.Fault((X509Certificate2)certificate!, chain!, tls.Roots, name, time.GetUtcNow()) is not { } fault)
            {
                return true;
            }

            refuse(fault);
            return false;
        },
    };

    private X509ChainPolicy Policy()
    {
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        if (tls.Roots is { } roots)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(roots);
            policy.ExtraStore.AddRange(roots);
        }

        return policy;
    }

    private static string Describe(Exception fault, Connection connection)
    {
        const byte lowestRecordType = 20;
        const byte highestRecordType = 23;
        var first = connection.Raw.First;
        return first switch
        {
            [] => ConnectionFaults.Describe(fault, connection),
            _ when first.SequenceEqual("HTTP/"u8) => "http: server gave HTTP response to HTTPS client",
            [>= lowestRecordType and <= highestRecordType, ..] => AlertOf(fault) ?? $"remote error: tls: {fault.GetBaseException().Message}",
            _ => "tls: first record does not look like a TLS handshake",
        };
    }
}
