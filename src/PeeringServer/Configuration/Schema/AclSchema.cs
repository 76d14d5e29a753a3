namespace PeeringServer.Configuration.Schema;

/// <summary>The keys of <c>acl</c>.</summary>
internal static class AclSchema
{
    /// <summary><c>acl</c>.</summary>
    public static ConfigStruct Acl { get; } = new ConfigStruct()
        .Bools("enabled", "enable_token_replication", "enable_key_list_policy", "enable_token_persistence", "msp_disable_bootstrap")
        .Strings("down_policy", "default_policy")
        .Durations("policy_ttl", "role_ttl", "token_ttl")
        .With(
            new ConfigStruct()
                .Strings(
                    "initial_management", "replication", "agent_recovery", "default", "agent", "config_file_service_registration",
                    "dns", "master", "agent_master")
                .With(ConfigType.ListOf(new ConfigStruct().Strings("accessor_id", "secret_id")), "managed_service_provider"),
            "tokens");
}
