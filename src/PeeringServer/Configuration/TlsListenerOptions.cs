namespace PeeringServer.Configuration;

/// <summary>Certificates of a TLS listener, as PEM files.</summary>
public sealed record TlsListenerOptions
{
    /// <summary><c>cert_file</c>.</summary>
    public string? CertFile { get; init; }

    /// <summary><c>key_file</c>.</summary>
    public string? KeyFile { get; init; }

    /// <summary><c>ca_file</c>: what client certificates are checked against.</summary>
    public string? CaFile { get; init; }

    /// <summary><c>ca_path</c>: a folder of such files.</summary>
    public string? CaPath { get; init; }

    /// <summary><c>verify_incoming</c>: ask for a client certificate and refuse who has none.</summary>
    public bool VerifyIncoming { get; init; }

    /// <summary><c>verify_outgoing</c>: shown in the banner only.</summary>
    public bool VerifyOutgoing { get; init; }

    /// <summary><c>verify_server_hostname</c>: shown in the banner only.</summary>
    public bool VerifyServerHostname { get; init; }

    /// <summary><c>use_auto_cert</c>: the certificate of the cluster's own authority even where there is another.</summary>
    public bool UseAutoCert { get; init; }

    /// <summary><c>tls_min_version</c>: <c>TLSv1_0</c> to <c>TLSv1_3</c>.</summary>
    public string MinVersion { get; init; } = "TLSv1_2";
}
