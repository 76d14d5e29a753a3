using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using PeeringServer.CommandLine.Client.Tls;
using PeeringServer.Core.Catalog;
using PeeringServer.Http.Wire;

namespace PeeringServer.Checks;

/// <summary>Whom a check trusts over TLS: whoever has a certificate of an authority that the system trusts, or anybody with <c>tls_skip_verify</c>.</summary>
internal sealed class ProbeTls(CheckDefinition definition, string host, TimeProvider clock)
{
    private readonly string _name = definition.TlsServerName.Length > 0 ? definition.TlsServerName : host;
    private string? _fault;

    /// <summary>How to shake hands.</summary>
    public SslClientAuthenticationOptions Options => new()
    {
        TargetHost = _name,
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        RemoteCertificateValidationCallback = (_, certificate, chain, _) => definition.TlsSkipVerify || (_fault = FaultOf(certificate, chain)) is null,
    };

    /// <summary>What is told of a handshake that failed.</summary>
    public string Describe(Exception failure) => _fault is { } fault ? ProbeTexts.NotVerified(fault) : failure.GetBaseException().Message;

    private string? FaultOf(X509Certificate? certificate, X509Chain? chain) => certificate is X509Certificate2 shown && chain is not null
        ? ServerCertificate.Fault(shown, chain, roots: null, _name, clock.GetUtcNow())
        : ProbeTexts.NoCertificate;
}
