using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PeeringServer.Peerstream.Tests.Infrastructure;

/// <summary>A certificate authority of one test.</summary>
internal sealed class TestAuthority : IDisposable
{
    private readonly X509Certificate2 _root;
    private readonly DateTimeOffset _now;

    public TestAuthority(string name = "pri-test.consul.ca.00000000.consul", TimeProvider? time = null)
    {
        _now = (time ?? TimeProvider.System).GetUtcNow();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.CrlSign, true));
        _root = request.CreateSelfSigned(_now.AddDays(-30), _now.AddYears(10));
    }

    public string Pem => _root.ExportCertificatePem() + "\n";

    public SslStreamCertificateContext Issue(string serverName, TimeSpan? lifetime = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyAgreement, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.2"), new Oid("1.3.6.1.5.5.7.3.1")], false));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(serverName);
        request.CertificateExtensions.Add(names.Build(critical: true));
        var limit = _now + (lifetime ?? TimeSpan.FromHours(72));
        using var certificate = request.Create(_root, limit.AddDays(-3).AddMinutes(-1), limit, RandomNumberGenerator.GetBytes(8));
        using var withKey = certificate.CopyWithPrivateKey(key);

        // A key made in memory only serves a handshake after an export on some platforms.
        var loaded = X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null);
        return SslStreamCertificateContext.Create(loaded, additionalCertificates: null, offline: true);
    }

    public void Dispose() => _root.Dispose();
}
