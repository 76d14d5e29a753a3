namespace PeeringServer.Configuration.Schema;

/// <summary>The keys of <c>tls</c>, <c>auto_encrypt</c> and <c>auto_config</c>.</summary>
internal static class TlsSchema
{
    private static readonly ConfigStruct Protocol = new ConfigStruct()
        .Strings("ca_file", "ca_path", "cert_file", "key_file", "tls_min_version", "tls_cipher_suites")
        .Bools("verify_incoming", "verify_outgoing", "verify_server_hostname", "use_auto_cert");

    /// <summary><c>tls</c>.</summary>
    public static ConfigStruct Tls { get; } = new ConfigStruct().With(Protocol, "defaults", "internal_rpc", "https", "grpc");

    /// <summary><c>auto_encrypt</c>.</summary>
    public static ConfigStruct AutoEncrypt { get; } = new ConfigStruct().Bools("tls", "allow_tls").StringLists("dns_san", "ip_san");

    /// <summary><c>auto_config</c>.</summary>
    public static ConfigStruct AutoConfig { get; } = new ConfigStruct()
        .Bools("enabled")
        .Strings("intro_token", "intro_token_file")
        .StringLists("server_addresses", "dns_sans", "ip_sans")
        .With(
            new ConfigStruct().Bools("enabled").With(
                new ConfigStruct()
                    .Bools("allow_reuse")
                    .StringLists("claim_assertions", "jwt_supported_algs", "bound_audiences", "jwt_validation_pub_keys")
                    .StringMaps("claim_mappings", "list_claim_mappings")
                    .Strings("oidc_discovery_url", "oidc_discovery_ca_cert", "jwks_url", "jwks_ca_cert", "bound_issuer")
                    .Durations("expiration_leeway", "not_before_leeway", "clock_skew_leeway"),
                "static"),
            "authorization");
}
