using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PeeringServer.Peerstream.Tests.Transcripts;

/// <summary>A certificate in the form in which those of a real acceptor are on record.</summary>
internal static partial class CertificateFacts
{
    private const int UriTag = 6;
    private const int IpTag = 7;

    private static readonly Dictionary<string, string> Purposes = new() { ["1.3.6.1.5.5.7.3.2"] = "clientAuth", ["1.3.6.1.5.5.7.3.1"] = "serverAuth" };

    private static readonly (X509KeyUsageFlags Flag, string Name)[] Usages =
    [
        (X509KeyUsageFlags.DigitalSignature, "digitalSignature"),
        (X509KeyUsageFlags.KeyEncipherment, "keyEncipherment"),
        (X509KeyUsageFlags.DataEncipherment, "dataEncipherment"),
        (X509KeyUsageFlags.KeyAgreement, "keyAgreement"),
        (X509KeyUsageFlags.KeyCertSign, "keyCertSign"),
        (X509KeyUsageFlags.CrlSign, "cRLSign"),
    ];

    public static JsonObject Of(X509Certificate2 certificate, DateTimeOffset now)
    {
        var constraints = certificate.Extensions.OfType<X509BasicConstraintsExtension>().Single();
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single();
        using var key = certificate.GetECDsaPublicKey();
        return new JsonObject
        {
            ["authority_key_id"] = Hex(certificate.Extensions.OfType<X509AuthorityKeyIdentifierExtension>().Single().KeyIdentifier!.Value),
            ["basic_constraints"] = true,
            ["dns_names"] = List(names.EnumerateDnsNames()),
            ["ext_key_usage"] = List(certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().SelectMany(static usage => usage.EnhancedKeyUsages.Cast<Oid>()).Select(static oid => Purposes[oid.Value!])),
            ["extensions"] = new JsonArray([.. certificate.Extensions.Select(static extension => (JsonNode)new JsonObject { ["critical"] = extension.Critical, ["oid"] = extension.Oid!.Value })]),
            ["ips"] = List(Names(names, IpTag)),
            ["is_ca"] = constraints.CertificateAuthority,
            ["issuer"] = certificate.Issuer,
            ["key"] = key!.ExportParameters(false).Curve.Oid.FriendlyName is "nistP256" or "ECDSA_P256" ? "ECDSA P-256" : "another",
            ["key_usage"] = List(Usages.Where(usage => certificate.Extensions.OfType<X509KeyUsageExtension>().Single().KeyUsages.HasFlag(usage.Flag)).Select(static usage => usage.Name)),
            ["max_path_len"] = constraints.HasPathLengthConstraint ? constraints.PathLengthConstraint : -1,
            ["max_path_len_zero"] = constraints.HasPathLengthConstraint && constraints.PathLengthConstraint == 0,
            ["not_before_offset_seconds"] = (int)(new DateTimeOffset(certificate.NotBefore) - now).TotalSeconds,
            ["serial_bytes"] = certificate.SerialNumberBytes.Length,
            ["signature"] = certificate.SignatureAlgorithm.Value == "1.2.840.10045.4.3.2" ? "ECDSA-SHA256" : certificate.SignatureAlgorithm.Value,
            ["subject"] = certificate.Subject,
            ["subject_key_id"] = Hex(certificate.Extensions.OfType<X509SubjectKeyIdentifierExtension>().Single().SubjectKeyIdentifierBytes),
            ["uris"] = List(Names(names, UriTag)),
            ["validity_seconds"] = (int)(certificate.NotAfter - certificate.NotBefore).TotalSeconds,
            ["version"] = certificate.Version,
        };
    }

    /// <summary>With what was drawn by lot replaced by what it has to agree with: key identifiers by the certificate they are of, names of roots by their form.</summary>
    public static JsonNode Normal(JsonNode facts, string rootKeyId)
    {
        var own = (string)facts["subject_key_id"]!;
        var text = facts.ToJsonString().Replace($"\"{rootKeyId}\"", "\"root\"", StringComparison.Ordinal).Replace($"\"{own}\"", $"\"own, {own.Length / 2} bytes\"", StringComparison.Ordinal);
        return JsonNode.Parse(RootName().Replace(text, "pri-8.consul.ca.8.consul"))!;
    }

    private static string Hex(ReadOnlyMemory<byte> bytes) => Convert.ToHexStringLower(bytes.Span);

    private static JsonArray? List(IEnumerable<string> texts) => texts.ToList() is { Count: > 0 } list ? new JsonArray([.. list.Select(static text => (JsonNode)text)]) : null;

    private static List<string> Names(X509SubjectAlternativeNameExtension names, int tag)
    {
        var found = new List<string>();
        var sequence = new AsnReader(names.RawData, AsnEncodingRules.DER).ReadSequence();
        while (sequence.HasData)
        {
            var next = sequence.PeekTag();
            if (next.TagValue == tag)
            {
                found.Add(sequence.ReadCharacterString(UniversalTagNumber.IA5String, next));
            }
            else
            {
                sequence.ReadEncodedValue();
            }
        }

        return found;
    }

    [GeneratedRegex("pri-[a-z0-9]{7,8}\\.consul\\.ca\\.[0-9a-f]{8}\\.consul")]
    private static partial Regex RootName();
}
