using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using PeeringServer.Configuration;

namespace PeeringServer.Hosting;

/// <summary>The HTTPS listener: certificates from files, client certificates where they are asked for.</summary>
internal static class HttpsListener
{
    private const string ClientPurpose = "1.3.6.1.5.5.7.3.2";

    // Fatal, unrecognized_name: what Go's server answers with that has no certificate.
    private static readonly byte[] NoCertificateAlert = [21, 3, 1, 0, 2, 2, 112];

    /// <summary>Without a certificate the port listens all the same, and ends every handshake: suites that speak HTTP only ask for such ports, too.</summary>
    /// <exception cref="AgentStartException">The certificate cannot be read.</exception>
    public static void Configure(ListenOptions listener, TlsListenerOptions tls)
    {
        listener.Protocols = HttpProtocols.Http1AndHttp2;
        if (tls is { CertFile: null, KeyFile: null })
        {
            listener.Use(static _ => new PlainHttpGuard(static connection => connection.Transport.Output.WriteAsync(NoCertificateAlert).AsTask()).OnConnectionAsync);
            return;
        }

        var roots = Roots(tls);
        listener.Use(static next => new PlainHttpGuard(next).OnConnectionAsync);
        listener.UseHttps(new HttpsConnectionAdapterOptions
        {
            ServerCertificate = Load(tls),
            ServerCertificateChain = Chain(tls),
            SslProtocols = Protocols(tls.MinVersion),
            ClientCertificateMode = tls.VerifyIncoming ? ClientCertificateMode.RequireCertificate : ClientCertificateMode.NoCertificate,
            ClientCertificateValidation = (certificate, _, errors) => (errors & SslPolicyErrors.RemoteCertificateNotAvailable) == 0 && IsTrusted(certificate, roots),
        });
    }

    /// <exception cref="AgentStartException">A file is missing or is no PEM of its kind.</exception>
    public static X509Certificate2 Load(TlsListenerOptions tls)
    {
        if (tls.CertFile is not { } certificate || tls.KeyFile is not { } key)
        {
            throw new AgentStartException("Failed to load cert/key pair: tls.https.cert_file and tls.https.key_file go together");
        }

        try
        {
            return X509Certificate2.CreateFromPemFile(certificate, key);
        }
        catch (FileNotFoundException fault)
        {
            throw new AgentStartException($"Failed to load cert/key pair: open {(File.Exists(certificate) ? key : certificate)}: no such file or directory", fault);
        }
        catch (CryptographicException fault)
        {
            throw new AgentStartException($"Failed to load cert/key pair: {fault.Message}", fault);
        }
    }

    /// <summary>What follows the server's own certificate in its file; clients that trust only the root need it.</summary>
    private static X509Certificate2Collection Chain(TlsListenerOptions tls)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPemFile(tls.CertFile!);
        using var own = certificates[0];
        certificates.RemoveAt(0);
        return certificates;
    }

    private static X509Certificate2Collection Roots(TlsListenerOptions tls)
    {
        var roots = new X509Certificate2Collection();
        var files = tls.CaFile is { } file ? [file] : tls.CaPath is { } path ? Directory.GetFiles(path) : [];
        foreach (var pem in files)
        {
            roots.ImportFromPemFile(pem);
        }

        return roots;
    }

    private static bool IsTrusted(X509Certificate2 certificate, X509Certificate2Collection roots)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ClientPurpose));
        return chain.Build(certificate);
    }

    private static SslProtocols Protocols(string minVersion) => minVersion switch
    {
        "TLSv1_3" => SslProtocols.Tls13,
        _ => SslProtocols.Tls12 | SslProtocols.Tls13,
    };
}
