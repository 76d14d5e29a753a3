using System.Globalization;
using System.Security.Cryptography.X509Certificates;

namespace PeeringServer.CommandLine.Client.Tls;

/// <summary>Judges an agent's certificate in the order and the words of Go's <c>crypto/x509</c>: its dates, its names, then who signed it.</summary>
internal static class ServerCertificate
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>Says what is wrong with a certificate.</summary>
    /// <param name="certificate">It.</param>
    /// <param name="chain">What the system made of it.</param>
    /// <param name="roots">The authorities trusted, or null for those of the system.</param>
    /// <param name="name">The name or address it is to be for.</param>
    /// <param name="now">The time.</param>
    /// <returns>The fault, or null.</returns>
    public static string? Fault(X509Certificate2 certificate, X509Chain chain, X509Certificate2Collection? roots, string name, DateTimeOffset now) =>
        ExpiryFault(certificate, now) ?? CertificateNames.Fault(certificate, name) ?? ChainFault(chain, roots);

    private static string? ExpiryFault(X509Certificate2 certificate, DateTimeOffset now)
    {
        var (from, to) = (new DateTimeOffset(certificate.NotBefore).ToUniversalTime(), new DateTimeOffset(certificate.NotAfter).ToUniversalTime());
        return now < from ? $"{Expired()} is before {Text(from)}" : now > to ? $"{Expired()} is after {Text(to)}" : null;

        string Expired() => $"x509: certificate has expired or is not yet valid: current time {Text(now.ToUniversalTime())}";

        static string Text(DateTimeOffset time) => time.ToString(TimeFormat, CultureInfo.InvariantCulture);
    }

    private static string? ChainFault(X509Chain chain, X509Certificate2Collection? roots)
    {
        const X509ChainStatusFlags untrusted = X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain;
        var flags = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, static (all, status) => all | status.Status);
        // To Go every certificate among the authorities is one, also an intermediate or the server's own.
        var isAnchored = roots is not null && chain.ChainElements.Any(element => roots.Contains(element.Certificate));
        return (flags & (isAnchored ? ~untrusted : ~X509ChainStatusFlags.NoError)) switch
        {
            X509ChainStatusFlags.NoError => null,
            X509ChainStatusFlags.NotValidForUsage => "x509: certificate specifies an incompatible key usage",
            _ => "x509: certificate signed by unknown authority",
        };
    }
}
