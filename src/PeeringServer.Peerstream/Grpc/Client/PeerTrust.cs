using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PeeringServer.Peerstream.Wire;

namespace PeeringServer.Peerstream.Grpc.Client;

/// <summary>Decides whether a server's certificate comes from one of a peer's authorities. The system's own do not count.</summary>
internal sealed class PeerTrust : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    private readonly X509Certificate2Collection _authorities = [];
    private readonly TimeProvider _time;

    public PeerTrust(IEnumerable<string> caPems, TimeProvider time)
    {
        _time = time;
        foreach (var pem in caPems)
        {
            Add(pem);
        }
    }

    public X509ChainPolicy Policy() => Policy(_authorities);

    /// <summary>Why the certificate is not to be trusted, in the words of a Consul dialer and checked in its order, or null.</summary>
    public string? Refusal(X509Certificate2? certificate, X509Chain? chain, string serverName)
    {
        if (certificate is null || chain is null)
        {
            return DialErrorConstants.UnknownAuthority();
        }

        var now = _time.GetUtcNow().UtcDateTime;
        if (now > certificate.NotAfter.ToUniversalTime())
        {
            return DialErrorConstants.Expired(Text(now), $"after {Text(certificate.NotAfter.ToUniversalTime())}");
        }

        if (now < certificate.NotBefore.ToUniversalTime())
        {
            return DialErrorConstants.Expired(Text(now), $"before {Text(certificate.NotBefore.ToUniversalTime())}");
        }

        // A token may name anything; what is no name at all matches no certificate.
        if (!IsHostName(serverName) || !certificate.MatchesHostname(serverName, allowWildcards: true, allowCommonName: false))
        {
            return WrongName(certificate, serverName);
        }

        return chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, status) => all | status.Status) switch
        {
            X509ChainStatusFlags.NoError => null,
            X509ChainStatusFlags.NotValidForUsage => DialErrorConstants.IncompatibleKeyUsage,
            _ => _authorities.Any(authority => IsFrom(authority, certificate, chain)) ? null : UnknownAuthority(certificate),
        };
    }

    /// <summary>Whether TLS can ask for it.</summary>
    public static bool IsHostName(string name) => Uri.CheckHostName(name) != UriHostNameType.Unknown;

    public void Dispose()
    {
        foreach (var authority in _authorities)
        {
            authority.Dispose();
        }
    }

    /// <summary>Of several authorities of one name the chain engine tries the first only, so they are tried one by one.</summary>
    private bool IsFrom(X509Certificate2 authority, X509Certificate2 certificate, X509Chain sent)
    {
        using var chain = new X509Chain { ChainPolicy = Policy([authority]) };
        chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
        return chain.Build(certificate);
    }

    private X509ChainPolicy Policy(X509Certificate2Collection authorities)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            VerificationTimeIgnored = false,
            VerificationTime = _time.GetUtcNow().UtcDateTime,
        };
        policy.CustomTrustStore.AddRange(authorities);
        policy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        return policy;
    }

    private static string WrongName(X509Certificate2 certificate, string serverName)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(san => san.EnumerateDnsNames()).ToList();
        return names.Count > 0
            ? DialErrorConstants.WrongName(string.Join(", ", names), serverName)
            : $"{DialErrorConstants.NoServerNames} {serverName}";
    }

    /// <summary>An authority of the issuer's name that did not sign the certificate is the likely cause, and is named.</summary>
    private string UnknownAuthority(X509Certificate2 certificate)
    {
        var candidate = _authorities.FirstOrDefault(ca => ca.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData));
        if (candidate is null)
        {
            return DialErrorConstants.UnknownAuthority();
        }

        using var rsa = candidate.GetRSAPublicKey();
        return DialErrorConstants.UnknownAuthority(
            rsa is null ? DialErrorConstants.EcdsaSignature : DialErrorConstants.RsaSignature,
            candidate.GetNameInfo(X509NameType.SimpleName, forIssuer: false));
    }

    private static string Text(DateTime time) => time.ToString(TimeFormat, CultureInfo.InvariantCulture);

    private void Add(string pem)
    {
        try
        {
            _authorities.ImportFromPem(pem);
        }
        catch (CryptographicException)
        {
            // Text that holds no certificate adds none: the connection then fails by that.
        }
    }
}
