using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PeeringServer.Core.Certificates;
using PeeringServer.Testing;

namespace PeeringServer.Core.Tests.Certificates;

public sealed class CertificateAuthorityTests : IDisposable
{
    private readonly VirtualTimeProvider _clock = new();
    private readonly TrustDomain _domain = new("11111111-2222-3333-4444-555555555555", "dc1");
    private readonly CertificateAuthority _authority;

    public CertificateAuthorityTests() => _authority = new CertificateAuthority(_domain, _clock);

    [Fact]
    public void Root_Fields_AreThoseOfARealOne()
    {
        using var root = X509Certificate2.CreateFromPem(_authority.Root.Pem);

        root.Subject.Should().MatchRegex("^CN=pri-[a-z0-9]{8}\\.consul\\.ca\\.11111111\\.consul$").And.Be(root.Issuer);
        root.GetECDsaPublicKey()!.ExportParameters(false).Curve.Oid.Value.Should().Be("1.2.840.10045.3.1.7");
        (root.NotAfter - root.NotBefore).Should().Be(TimeSpan.FromSeconds(315_360_000));
        root.SerialNumber.Should().Be("07");
        root.Extensions.OfType<X509BasicConstraintsExtension>().Single().Should().BeEquivalentTo(new { CertificateAuthority = true, HasPathLengthConstraint = false, Critical = true });
        root.Extensions.OfType<X509KeyUsageExtension>().Single().KeyUsages.Should().Be(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign);
        root.Extensions.OfType<X509SubjectKeyIdentifierExtension>().Single().SubjectKeyIdentifierBytes.Length.Should().Be(32);
        _authority.Root.Id.Should().Be(string.Join(':', Convert.ToHexStringLower(root.GetCertHash(HashAlgorithmName.SHA1)).Chunk(2).Select(static pair => new string(pair))));
        _authority.Root.Pem.Should().EndWith("-----END CERTIFICATE-----\n");
    }

    [Fact]
    public void ServerCertificate_Fields_AreThoseOfARealOne()
    {
        var server = _authority.ServerCertificate();

        server.Subject.Should().BeEmpty();
        server.HasPrivateKey.Should().BeTrue();
        (server.NotAfter - server.NotBefore).Should().Be(TimeSpan.FromHours(72));
        server.MatchesHostname("server.dc1.peering.11111111-2222-3333-4444-555555555555.consul").Should().BeTrue();
        server.MatchesHostname("server.dc2.peering.11111111-2222-3333-4444-555555555555.consul").Should().BeFalse();
        server.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single().Critical.Should().BeTrue();
        server.Extensions.OfType<X509EnhancedKeyUsageExtension>().Single().EnhancedKeyUsages.Cast<Oid>().Select(static oid => oid.Value).Should().Equal("1.3.6.1.5.5.7.3.2", "1.3.6.1.5.5.7.3.1");
        server.Extensions.OfType<X509BasicConstraintsExtension>().Single().CertificateAuthority.Should().BeFalse();
    }

    [Fact]
    public void ServerCertificate_ChainsToTheRoot()
    {
        using var root = X509Certificate2.CreateFromPem(_authority.Root.Pem);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(root);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = _clock.GetUtcNow().UtcDateTime;

        chain.Build(_authority.ServerCertificate()).Should().BeTrue(string.Join(", ", chain.ChainStatus.Select(static status => status.StatusInformation)));
    }

    [Fact]
    public void ServerCertificate_IsRenewedLongBeforeItsEnd()
    {
        var first = _authority.ServerCertificate();
        _clock.Advance(TimeSpan.FromHours(35));
        _authority.ServerCertificate().Should().BeSameAs(first);

        _clock.Advance(TimeSpan.FromHours(2));

        _authority.ServerCertificate().Should().NotBeSameAs(first);
    }

    public void Dispose() => _authority.Dispose();
}
