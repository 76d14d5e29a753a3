using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PeeringServer.Core.Certificates;

/// <summary>The mesh certificate authority of one cluster: ECDSA P-256, one self-signed root, server certificates of 72 hours.</summary>
/// <remarks>Fields of both sorts of certificates are those read off a real server's handshake.</remarks>
internal sealed class CertificateAuthority : IDisposable
{
    private const int RootLifetimeSeconds = 315_360_000;
    private const int RootSerial = 7;
    private const string RootName = "Consul CA Primary Cert";
    private const string SuffixCharacters = "abcdefghijklmnopqrstuvwxyz0123456789";

    private static readonly Asn1Tag UriName = new(TagClass.ContextSpecific, 6);
    private static readonly TimeSpan ServerLifetime = TimeSpan.FromHours(72);
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);
    private static readonly OidCollection ServerPurposes = [new("1.3.6.1.5.5.7.3.2"), new("1.3.6.1.5.5.7.3.1")];

    private readonly TrustDomain _domain;
    private readonly TimeProvider _clock;
    private readonly X509Certificate2 _root;
    private readonly ECDsa _key;
    private readonly Lock _renewal = new();
    private SslStreamCertificateContext? _server;
    private DateTimeOffset _renewAt;

    public CertificateAuthority(TrustDomain domain, TimeProvider clock)
    {
        _domain = domain;
        _clock = clock;
        _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        _root = SignRoot();
        Root = Describe();
    }

    /// <summary>The authority that made a root earlier.</summary>
    public CertificateAuthority(TrustDomain domain, TimeProvider clock, CaRootsTable roots)
    {
        _domain = domain;
        _clock = clock;
        Root = roots.Active ?? throw new ArgumentException("There is no active root.", nameof(roots));
        _root = X509Certificate2.CreateFromPem(Root.Pem);
        _key = ECDsa.Create();
        _key.ImportPkcs8PrivateKey(roots.SigningKey.AsSpan(), out _);
    }

    /// <summary>The active root.</summary>
    public CaRoot Root { get; }

    /// <summary>Private key of the root, as PKCS #8.</summary>
    public ImmutableArray<byte> ExportKey() => [.. _key.ExportPkcs8PrivateKey()];

    /// <summary>The certificate this cluster's servers show to peers, with its key. A new one is made at half its life.</summary>
    public X509Certificate2 ServerCertificate() => ServerCertificateContext().TargetCertificate;

    /// <summary>The same, ready for handshakes: only the certificate itself is sent.</summary>
    public SslStreamCertificateContext ServerCertificateContext()
    {
        var now = _clock.GetUtcNow();
        lock (_renewal)
        {
            if (_server is null || now >= _renewAt)
            {
                // The one before stays undisposed: handshakes under way may hold it still.
                _server = SslStreamCertificateContext.Create(SignServer(now), additionalCertificates: null, offline: true);
                _renewAt = now + (ServerLifetime / 2);
            }

            return _server;
        }
    }

    public void Dispose()
    {
        _server?.TargetCertificate.Dispose();
        _root.Dispose();
        _key.Dispose();
    }

    private X509Certificate2 SignRoot()
    {
        var name = $"pri-{RandomNumberGenerator.GetString(SuffixCharacters, 8)}.consul.ca.{_domain.Name[..8]}.consul";
        var request = new CertificateRequest($"CN={name}", _key, HashAlgorithmName.SHA256);
        var keyId = KeyId(_key);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(keyId);
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(keyId));
        request.CertificateExtensions.Add(Named(_domain.RootUri));
        var from = _clock.GetUtcNow();
        return request.Create(request.SubjectName, X509SignatureGenerator.CreateForECDsa(_key), from, from.AddSeconds(RootLifetimeSeconds), [RootSerial]);
    }

    private X509Certificate2 SignServer(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(new X500DistinguishedName(""), key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(_domain.PeeringServerName);
        names.AddUri(_domain.ServerUri);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment | X509KeyUsageFlags.DataEncipherment | X509KeyUsageFlags.KeyAgreement,
            critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(ServerPurposes, critical: false));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(KeyId(key));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_root, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        request.CertificateExtensions.Add(names.Build(critical: true));
        Span<byte> serial = stackalloc byte[sizeof(long)];
        RandomNumberGenerator.Fill(serial);
        serial[0] &= 0x7F;
        using var bare = request.Create(_root.SubjectName, X509SignatureGenerator.CreateForECDsa(_key), now - ClockSkew, now - ClockSkew + ServerLifetime, serial);
        return bare.CopyWithPrivateKey(key);
    }

    private CaRoot Describe() => new(
        Pairs(_root.GetCertHash(HashAlgorithmName.SHA1)),
        RootName,
        RootSerial,
        Pairs(_root.Extensions.OfType<X509SubjectKeyIdentifierExtension>().Single().SubjectKeyIdentifierBytes.Span),
        _domain.ClusterId,
        new DateTimeOffset(_root.NotBefore.ToUniversalTime()),
        new DateTimeOffset(_root.NotAfter.ToUniversalTime()),
        _root.ExportCertificatePem() + "\n",
        Active: true);

    /// <summary>32 bytes: the SHA-256 of the public key, where most authorities take the SHA-1.</summary>
    private static X509SubjectKeyIdentifierExtension KeyId(ECDsa key) => new(SHA256.HashData(key.ExportSubjectPublicKeyInfo()), critical: false);

    /// <summary>Written here, because the builder of names ends the URI of a whole trust domain in a slash.</summary>
    private static X509SubjectAlternativeNameExtension Named(Uri uri)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteCharacterString(UniversalTagNumber.IA5String, uri.OriginalString, UriName);
        }

        return new X509SubjectAlternativeNameExtension(writer.Encode());
    }

    private static string Pairs(ReadOnlySpan<byte> bytes)
    {
        var text = Convert.ToHexStringLower(bytes);
        return string.Create((bytes.Length * 3) - 1, text, static (target, hex) =>
        {
            for (var i = 0; i < target.Length; i++)
            {
                target[i] = i % 3 == 2 ? ':' : hex[i - (i / 3)];
            }
        });
    }
}
