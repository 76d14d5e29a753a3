using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PeeringServer.CommandLine.Client.Tls;

/// <summary>Loads the authorities that an agent's certificate is held against.</summary>
internal static class CertificateAuthorities
{
    /// <exception cref="ClientSetupException">The file cannot be read, or there is no certificate in it.</exception>
    public static X509Certificate2Collection FromFile(string file, ClientEnvironment environment)
    {
        var roots = new X509Certificate2Collection();
        try
        {
            return Append(roots, ClientFile.ReadText(file, environment))
                ? roots
                : throw new ClientSetupException($"Error loading CA File: Couldn't parse PEM in: {file}");
        }
        catch (IOException e)
        {
            throw new ClientSetupException($"Error loading CA File: {e.Message}");
        }
    }

    /// <summary>Loads all files of a folder and of those in it. One without files makes no authority trusted.</summary>
    /// <exception cref="ClientSetupException">The folder is not there, a file cannot be read, or there is no certificate in one.</exception>
    public static X509Certificate2Collection FromFolder(string folder, ClientEnvironment environment)
    {
        var roots = new X509Certificate2Collection();
        var path = environment.PathOf(folder);
        if (!Path.Exists(path))
        {
            throw new ClientSetupException($"lstat {folder}: no such file or directory");
        }

        var files = File.Exists(path) ? (IEnumerable<string>)[path] : Directory.GetFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var shown = file == path ? folder : Path.Combine(folder, Path.GetRelativePath(path, file));
            try
            {
                if (!Append(roots, ClientFile.ReadText(shown, environment)))
                {
                    throw new ClientSetupException($"Error loading CA Path: Couldn't parse PEM in: {shown}");
                }
            }
            catch (IOException e)
            {
                throw new ClientSetupException($"Error loading file from CAPath: {e.Message}");
            }
        }

        return roots;
    }

    // What is no certificate is passed over, as long as there is one.
    private static bool Append(X509Certificate2Collection roots, string pem)
    {
        var before = roots.Count;
        try
        {
            roots.ImportFromPem(pem);
        }
        catch (CryptographicException)
        {
            return roots.Count > before;
        }

        return roots.Count > before;
    }
}
