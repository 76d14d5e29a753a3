using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PeeringServer.Configuration;

namespace PeeringServer.CommandLine.Agent;

/// <summary>Finds certificate files that cannot be used before the agent starts: consul loads all of them, used or not.</summary>
internal static class TlsFiles
{
    /// <summary>Checks the files of every part.</summary>
    /// <exception cref="ConfigException">One cannot be used.</exception>
    public static void Require(AgentOptions options)
    {
        foreach (var part in (TlsListenerOptions[])[options.InternalRpcTls, options.GrpcTls, options.HttpsTls])
        {
            RequirePair(part);
            RequireAuthority(part);
        }
    }

    private static void RequirePair(TlsListenerOptions part)
    {
        if (part.CertFile is null && part.KeyFile is null)
        {
            return;
        }

        try
        {
            var (certificate, key) = (Read(part.CertFile), Read(part.KeyFile));
            RequirePem(certificate, "CERTIFICATE", "certificate");
            RequirePem(key, "PRIVATE KEY", "key");
            using var pair = X509Certificate2.CreateFromPem(certificate, key);
        }
        catch (ArgumentException)
        {
            throw new ConfigException("Failed to load cert/key pair: tls: private key does not match public key");
        }
        catch (Exception e) when (e is IOException or CryptographicException)
        {
            throw new ConfigException($"Failed to load cert/key pair: {e.Message}");
        }
    }

    private static void RequireAuthority(TlsListenerOptions part)
    {
        if (part.CaFile is { } file)
        {
            try
            {
                if (!HasPem(Read(file), "CERTIFICATE"))
                {
                    throw new ConfigException($"Error loading CA File: Couldn't parse PEM in: {file}");
                }
            }
            catch (IOException e)
            {
                throw new ConfigException($"Error loading CA File: {e.Message}");
            }
        }
        else if (part.CaPath is { } folder && !Directory.Exists(folder))
        {
            throw new ConfigException($"lstat {folder}: no such file or directory");
        }
        else if (part is { VerifyIncoming: true, CaPath: null })
        {
            throw new ConfigException("VerifyIncoming set, and no CA certificate provided!");
        }
    }

    private static string Read(string? file)
    {
        try
        {
            return File.ReadAllText(file ?? "");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or ArgumentException)
        {
            throw new IOException($"open {file}: no such file or directory");
        }
        catch (UnauthorizedAccessException)
        {
            throw new IOException(Directory.Exists(file) ? $"read {file}: is a directory" : $"open {file}: permission denied");
        }
    }

    private static void RequirePem(string text, string label, string name)
    {
        if (!HasPem(text, label))
        {
            throw new IOException($"tls: failed to find any PEM data in {name} input");
        }
    }

    private static bool HasPem(string text, string labelEnd) => PemEncoding.TryFind(text, out var fields) && Any(text, fields, labelEnd);

    private static bool Any(ReadOnlySpan<char> text, PemFields fields, string labelEnd)
    {
        while (!text[fields.Label].EndsWith(labelEnd, StringComparison.Ordinal))
        {
            text = text[fields.Location.End..];
            if (!PemEncoding.TryFind(text, out fields))
            {
                return false;
            }
        }

        return true;
    }
}
