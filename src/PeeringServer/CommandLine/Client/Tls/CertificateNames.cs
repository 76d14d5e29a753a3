using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace PeeringServer.CommandLine.Client.Tls;

/// <summary>Holds a name against those of a certificate, as Go does: the subject counts for nothing, and a star stands for one whole label.</summary>
internal static class CertificateNames
{
    /// <summary>Says why a certificate is not for <paramref name="name"/>, or null where it is.</summary>
    public static string? Fault(X509Certificate2 certificate, string name)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        return IPAddress.TryParse(name, out var address)
            ? AddressFault(address, names?.EnumerateIPAddresses().ToList() ?? [], name)
            : NameFault(certificate, names, name);
    }

    private static string? AddressFault(IPAddress address, List<IPAddress> addresses, string name)
    {
        if (addresses.Count == 0)
        {
            return $"x509: cannot validate certificate for {name} because it doesn't contain any IP SANs";
        }

        return addresses.Contains(address) ? null : $"x509: certificate is valid for {string.Join(", ", addresses)}, not {name}";
    }

    private static string? NameFault(X509Certificate2 certificate, X509SubjectAlternativeNameExtension? extension, string name)
    {
        var names = extension?.EnumerateDnsNames().ToList() ?? [];
        if (names.Exists(pattern => Matches(pattern, name)))
        {
            return null;
        }

        if (extension is null && Matches(certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false), name))
        {
            return "x509: certificate relies on legacy Common Name field, use SANs instead";
        }

        return names.Count == 0
            ? $"x509: certificate is not valid for any names, but wanted to match {name}"
            : $"x509: certificate is valid for {string.Join(", ", names)}, not {name}";
    }

    private static bool Matches(string pattern, string name)
    {
        var (patterns, labels) = (pattern.Split('.'), name.TrimEnd('.').Split('.'));
        return patterns.Length == labels.Length
            && patterns.Zip(labels).Select(static (pair, i) => (i == 0 && pair.First == "*") || string.Equals(pair.First, pair.Second, StringComparison.OrdinalIgnoreCase)).All(static same => same);
    }
}
