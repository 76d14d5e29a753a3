namespace PeeringServer.Configuration.Reading;

/// <summary>Reads the parts of <c>tls</c>, each over <c>tls.defaults</c>.</summary>
internal static class TlsReader
{
    private const string DefaultVersion = "TLSv1_2";

    private static readonly (string Key, string[] Parts, string Problem)[] Misplaced =
    [
        ("verify_outgoing", ["grpc"], "verify_outgoing is not valid in the tls.grpc stanza"),
        ("verify_server_hostname", ["defaults", "grpc", "https"], "verify_server_hostname is only valid in the tls.internal_rpc stanza"),
        ("use_auto_cert", ["defaults", "https", "internal_rpc"], "use_auto_cert is only valid in the tls.grpc stanza"),
    ];

    /// <summary>Reads one part.</summary>
    /// <param name="context">What to read with.</param>
    /// <param name="part"><c>https</c>, <c>grpc</c> or <c>internal_rpc</c>.</param>
    public static TlsListenerOptions Read(ConfigContext context, string part)
    {
        var isInternal = part == "internal_rpc";
        var hostname = isInternal && context.Keys.Bool("tls.internal_rpc.verify_server_hostname") == true;
        return new TlsListenerOptions
        {
            CaFile = Text("ca_file"),
            CaPath = Text("ca_path"),
            CertFile = Text("cert_file"),
            KeyFile = Text("key_file"),
            VerifyIncoming = Truth("verify_incoming"),
            // To check the name of who answers means to call over TLS in the first place.
            VerifyOutgoing = part != "grpc" && (Truth("verify_outgoing") || hostname),
            VerifyServerHostname = hostname,
            UseAutoCert = part == "grpc" && context.Keys.Bool("tls.grpc.use_auto_cert") == true,
            MinVersion = Version(context, part),
        };

        string? Text(string key) =>
            (context.Keys.String($"tls.{part}.{key}") ?? context.Keys.String($"tls.defaults.{key}")) is { Length: > 0 } text ? text : null;

        bool Truth(string key) => context.Keys.Bool($"tls.{part}.{key}") ?? context.Keys.Bool($"tls.defaults.{key}") ?? false;
    }

    /// <summary>Refuses keys that mean nothing where they stand.</summary>
    /// <exception cref="ConfigException">There is one.</exception>
    public static void RequirePlaces(ConfigContext context)
    {
        foreach (var (key, parts, problem) in Misplaced)
        {
            if (parts.Any(p => context.Keys.Peek($"tls.{p}.{key}") is not null))
            {
                throw new ConfigException(problem);
            }
        }
    }

    private static string Version(ConfigContext context, string part)
    {
        foreach (var path in (string[])[$"tls.{part}.tls_min_version", "tls.defaults.tls_min_version"])
        {
            switch (context.Keys.String(path))
            {
                case null:
                    continue;
                case "" or "TLS_AUTO":
                    return DefaultVersion;
                case ("TLSv1_0" or "TLSv1_1" or "TLSv1_2" or "TLSv1_3") and var version:
                    return version;
                default:
                    context.Problems.Add($"{path}: invalid TLS version: no matching TLS version found: INVALID_TLS_VERSION");
                    return DefaultVersion;
            }
        }

        return DefaultVersion;
    }
}
