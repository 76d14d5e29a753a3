using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PeeringServer.CommandLine.Client.Tls;

/// <summary>Loads a certificate with its key; faults are in the words of Go's <c>crypto/tls</c>.</summary>
internal static class ClientKeyPair
{
    private const string CertificateLabel = "CERTIFICATE";
    private const string KeyLabel = "PRIVATE KEY";

    /// <exception cref="ClientSetupException">A file cannot be read, holds something else, or the two do not belong together.</exception>
    public static X509Certificate2 Load(string certificateFile, string keyFile, ClientEnvironment environment)
    {
        try
        {
            var (certificate, key) = (ClientFile.ReadText(certificateFile, environment), ClientFile.ReadText(keyFile, environment));
            RequireCertificate(certificate);
            RequireKey(key);
            return X509Certificate2.CreateFromPem(certificate, key);
        }
        catch (IOException e)
        {
            throw new ClientSetupException(e.Message);
        }
        catch (ArgumentException)
        {
            throw new ClientSetupException("tls: private key does not match public key");
        }
        catch (CryptographicException)
        {
            // A key of another kind than the certificate's is reported like one that cannot be read.
            throw new ClientSetupException(IsKey(keyFile, environment) ? "tls: private key type does not match public key type" : "tls: failed to parse private key");
        }
    }

    private static void RequireCertificate(string text)
    {
        var labels = Labels(text);
        if (labels.Contains(CertificateLabel))
        {
            return;
        }

        throw new ClientSetupException(labels switch
        {
            [] => "tls: failed to find any PEM data in certificate input",
            [var only] when only.EndsWith(KeyLabel, StringComparison.Ordinal) =>
                "tls: failed to find certificate PEM data in certificate input, but did find a private key; PEM inputs may have been switched",
            _ => $"tls: failed to find \"CERTIFICATE\" PEM block in certificate input after skipping PEM blocks of the following types: [{string.Join(' ', labels)}]",
        });
    }

    private static void RequireKey(string text)
    {
        var labels = Labels(text);
        if (labels.Any(static label => label.EndsWith(KeyLabel, StringComparison.Ordinal)))
        {
            return;
        }

        throw new ClientSetupException(labels switch
        {
            [] => "tls: failed to find any PEM data in key input",
            [CertificateLabel] => "tls: found a certificate rather than a key in the PEM for the private key",
            _ => $"tls: failed to find PEM block with type ending in \"PRIVATE KEY\" in key input after skipping PEM blocks of the following types: [{string.Join(' ', labels)}]",
        });
    }

    private static List<string> Labels(string text)
    {
        var labels = new List<string>();
        ReadOnlySpan<char> rest = text;
        while (PemEncoding.TryFind(rest, out var found))
        {
            labels.Add(rest[found.Label].ToString());
            rest = rest[found.Location.End..];
        }

        return labels;
    }

    private static bool IsKey(string file, ClientEnvironment environment)
    {
        var text = ClientFile.ReadText(file, environment);
        return Imports(ECDsa.Create()) || Imports(RSA.Create());

        bool Imports(AsymmetricAlgorithm algorithm)
        {
            using (algorithm)
            {
                try
                {
                    algorithm.ImportFromPem(text);
                    return true;
                }
                catch (Exception e) when (e is CryptographicException or ArgumentException)
                {
                    return false;
                }
            }
        }
    }
}
