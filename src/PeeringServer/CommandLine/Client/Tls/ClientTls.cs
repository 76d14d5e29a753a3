using System.Security.Cryptography.X509Certificates;

namespace PeeringServer.CommandLine.Client.Tls;

/// <summary>Certificates and names for HTTPS.</summary>
internal sealed record ClientTls
{
    /// <summary>The name the agent's certificate is to be for, or null for the host of the address.</summary>
    public string? ServerName { get; private init; }

    /// <summary>The authorities that are trusted, or null for those of the system.</summary>
    public X509Certificate2Collection? Roots { get; private init; }

    /// <summary>The certificate to show where one is asked for, with its key; or null.</summary>
    public X509Certificate2? Certificate { get; private init; }

    /// <summary>Whether the agent's certificate is looked at.</summary>
    public bool IsVerified { get; private init; }

    /// <summary>Loads what there is to load; consul does so even where TLS is not spoken.</summary>
    /// <exception cref="ClientSetupException">A file or the name cannot be used.</exception>
    public static ClientTls Load(ClientTlsFiles files, bool isVerified, ClientEnvironment environment) => new()
    {
        IsVerified = isVerified,
        ServerName = WithoutPort(files.ServerName),
        Certificate = (files.Certificate, files.Key) switch
        {
            (null, null) => null,
            ({ } certificate, { } key) => ClientKeyPair.Load(certificate, key, environment),
            _ => throw new ClientSetupException("both client cert and client key must be provided"),
        },
        Roots = files switch
        {
            { CaFile: { } file } => CertificateAuthorities.FromFile(file, environment),
            { CaPath: { } path } => CertificateAuthorities.FromFolder(path, environment),
            _ => null,
        },
    };

    private static string? WithoutPort(string? name)
    {
        var colon = name?.LastIndexOf(':') ?? -1;
        if (name is null || colon <= name.LastIndexOf(']'))
        {
            return name;
        }

        var host = name[..colon];
        return host switch
        {
            ['[', .., ']'] => host[1..^1],
            _ when host.Contains(':', StringComparison.Ordinal) => throw new ClientSetupException($"address {name}: too many colons in address"),
            _ => host,
        };
    }
}
