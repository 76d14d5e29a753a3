using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PeeringServer.Conformance.Cli;

/// <summary>The certificates that scripts name: an authority with a server's and a client's pair, and another authority with a client's.</summary>
internal static class TlsFiles
{
    private static readonly DateTimeOffset From = TimeProvider.System.GetUtcNow().AddHours(-1);
    private static readonly DateTimeOffset To = From.AddDays(30);

    /// <summary>Writes them into a folder.</summary>
    public static void Write(string directory)
    {
        using var ca = Authority(directory, "ca");
        using var other = Authority(directory, "other-ca");
        Pair(directory, "server", ca, names =>
        {
            names.AddIpAddress(IPAddress.Loopback);
            names.AddDnsName("localhost");
            names.AddDnsName("server.dc1.consul");
        });
        Pair(directory, "client", ca, names => names.AddDnsName("client"));
        Pair(directory, "other-client", other, names => names.AddDnsName("client"));
        Pair(directory, "named", ca, names => names.AddDnsName("only.example"));
        Directory.CreateDirectory(Path.Combine(directory, "empty-dir"));
        Directory.CreateDirectory(Path.Combine(directory, "ca-dir"));
        File.Copy(Path.Combine(directory, "ca.pem"), Path.Combine(directory, "ca-dir", "ca.pem"));
    }

    private static X509Certificate2 Authority(string directory, string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var certificate = request.CreateSelfSigned(From, To);
        File.WriteAllText(Path.Combine(directory, $"{name}.pem"), certificate.ExportCertificatePem());
        return certificate;
    }

    private static void Pair(string directory, string name, X509Certificate2 authority, Action<SubjectAlternativeNameBuilder> addNames)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        addNames(names);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        using var certificate = request.Create(authority, From, To, RandomNumberGenerator.GetBytes(8));
        File.WriteAllText(Path.Combine(directory, $"{name}.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(directory, $"{name}-key.pem"), key.ExportPkcs8PrivateKeyPem());
    }
}
