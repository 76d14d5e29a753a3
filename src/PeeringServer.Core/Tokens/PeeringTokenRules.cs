using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PeeringServer.Core.GoText;

namespace PeeringServer.Core.Tokens;

/// <summary>What a token must say to be of use to a dialer.</summary>
internal static class PeeringTokenRules
{
    private const string CertificateLabel = "CERTIFICATE";

    /// <exception cref="RefusalException">The first fault, in the order in which a real server looks for them.</exception>
    public static void Validate(PeeringToken token)
    {
        foreach (var pem in token.Ca)
        {
            ValidateCa(pem);
        }

        if (token.ServerAddresses.IsEmpty && token.ManualServerAddresses.IsEmpty)
        {
            throw Invalid("peering token server addresses value is empty");
        }

        foreach (var address in token.ManualServerAddresses.AddRange(token.ServerAddresses))
        {
            if (!IsAddress(address))
            {
                throw Invalid($"{address} is not a valid peering server address");
            }
        }

        if (!token.Ca.IsEmpty && token.ServerName.Length == 0)
        {
            throw Invalid("peering token server name value is empty");
        }

        if (token.PeerId.Length == 0)
        {
            throw Invalid("peering token peer ID value is empty");
        }
    }

    private static void ValidateCa(string pem)
    {
        if (!PemEncoding.TryFind(pem, out var fields))
        {
            throw Invalid("peering token invalid CA: no PEM-encoded data found");
        }

        if (!pem.AsSpan()[fields.Label].SequenceEqual(CertificateLabel))
        {
            throw Invalid("peering token invalid CA: first PEM-block should be CERTIFICATE type");
        }

        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(pem[fields.Base64Data]));
        }
        catch (CryptographicException)
        {
            throw Invalid("peering token invalid CA: x509: malformed certificate");
        }
    }

    /// <summary><c>host:port</c> with a port between 1 and 65535; an IPv6 address stands in brackets.</summary>
    private static bool IsAddress(string address)
    {
        var colon = address.LastIndexOf(':');
        if (colon < 0 || !GoNumbers.TryAtoi(address[(colon + 1)..], out var port, out _) || port is < 1 or > ushort.MaxValue)
        {
            return false;
        }

        if (address[0] != '[')
        {
            return !address.AsSpan(0, colon).Contains(':') && !address.AsSpan().ContainsAny('[', ']');
        }

        // The first bracket that closes stands before the last colon, and there are no others.
        var end = address.IndexOf(']', StringComparison.Ordinal);
        return end + 1 == colon && !address.AsSpan(1).Contains('[') && !address.AsSpan(colon).Contains(']');
    }

    private static RefusalException Invalid(string message) => new(RefusalKind.Invalid, message);
}
