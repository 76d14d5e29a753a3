namespace PeeringServer.Configuration.Decoding;

/// <summary>Keys that consul once had at another place: what they hold moves, unless the new place is taken, and a warning names both.</summary>
internal static class FormerKeys
{
    // In the order consul warns in.
    private static readonly (string Old, string New)[] Moved =
    [
        ("acl.tokens.agent_master", "acl.tokens.agent_recovery"),
        ("acl_agent_master_token", "acl.tokens.agent_recovery"),
        ("acl_agent_token", "acl.tokens.agent"),
        ("acl_token", "acl.tokens.default"),
        ("acl.tokens.master", "acl.tokens.initial_management"),
        ("acl_master_token", "acl.tokens.initial_management"),
        ("acl_replication_token", "acl.tokens.replication"),
        ("enable_acl_replication", "acl.enable_token_replication"),
        ("acl_datacenter", "primary_datacenter"),
        ("acl_default_policy", "acl.default_policy"),
        ("acl_down_policy", "acl.down_policy"),
        ("acl_ttl", "acl.token_ttl"),
        ("acl_enable_key_list_policy", "acl.enable_key_list_policy"),
        ("start_join", "retry_join"),
        ("start_join_wan", "retry_join_wan"),
        ("raft_boltdb", "raft_logstore.boltdb"),
        ("ca_file", "tls.defaults.ca_file"),
        ("ca_path", "tls.defaults.ca_path"),
        ("cert_file", "tls.defaults.cert_file"),
        ("key_file", "tls.defaults.key_file"),
        ("tls_cipher_suites", "tls.defaults.tls_cipher_suites"),
        ("tls_min_version", "tls.defaults.tls_min_version"),
        ("verify_incoming", "tls.defaults.verify_incoming"),
        ("verify_incoming_https", "tls.https.verify_incoming"),
        ("verify_incoming_rpc", "tls.internal_rpc.verify_incoming"),
        ("verify_outgoing", "tls.defaults.verify_outgoing"),
        ("verify_server_hostname", "tls.internal_rpc.verify_server_hostname"),
    ];

    /// <summary>Moves what stands at former places in <paramref name="table"/>.</summary>
    /// <returns>The warnings.</returns>
    public static List<string> Move(ConfigTable table)
    {
        var warnings = new List<string>();
        foreach (var (old, current) in Moved)
        {
            if (table.Take(old) is not { } value)
            {
                continue;
            }

            if (old == "tls_min_version")
            {
                value = Renamed((string)value, warnings);
            }

            Place(table, current, value);
            Imply(table, old);
            warnings.Add($"The '{old}' field is deprecated. Use the '{current}' field instead.");
        }

        if (table.Take("tls_prefer_server_cipher_suites") is not null)
        {
            warnings.Add("The 'tls_prefer_server_cipher_suites' field is deprecated and will be ignored.");
        }

        return warnings;
    }

    private static void Place(ConfigTable table, string path, object value)
    {
        switch (table.Find(path), value)
        {
            case (null, _):
                table.Set(path, value);
                break;
            case (List<object> present, List<object> more):
                table.Set(path, (List<object>)[.. present, .. more]);
                break;
            default:
                break;
        }
    }

    // Two of the old keys switched something on, and one left gRPC out, which could not check certificates in its day.
    private static void Imply(ConfigTable table, string old)
    {
        switch (old)
        {
            case "acl_datacenter":
                table.Set("acl.enabled", true);
                break;
            case "acl_replication_token":
                table.Set("acl.enable_token_replication", true);
                break;
            case "verify_incoming" when table.Find("tls.grpc.verify_incoming") is null:
                table.Set("tls.grpc.verify_incoming", false);
                break;
            default:
                break;
        }
    }

    private static string Renamed(string version, List<string> warnings)
    {
        var current = version switch
        {
            "tls10" => "TLSv1_0",
            "tls11" => "TLSv1_1",
            "tls12" => "TLSv1_2",
            "tls13" => "TLSv1_3",
            _ => null,
        };
        if (current is not null)
        {
            warnings.Add($"'tls_min_version' value '{version}' is deprecated, please specify '{current}' instead");
        }

        return current ?? version;
    }
}
