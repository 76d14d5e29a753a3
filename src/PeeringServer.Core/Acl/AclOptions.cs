namespace PeeringServer.Core.Acl;

/// <summary>The <c>acl</c> part of the configuration.</summary>
public sealed record AclOptions
{
    /// <summary><c>acl.enabled</c>.</summary>
    public bool Enabled { get; init; }

    /// <summary><c>acl.default_policy</c>: what a permission without a rule comes down to.</summary>
    public AclDefaultPolicy DefaultPolicy { get; init; } = AclDefaultPolicy.Allow;

    /// <summary>Secret of a token with all permissions that exists from the start (<c>acl.tokens.initial_management</c>, formerly <c>master</c>).</summary>
    public string? InitialManagementToken { get; init; }

    /// <summary>Secret used for requests that bring none (<c>acl.tokens.default</c>).</summary>
    public string? DefaultToken { get; init; }

    /// <summary>Secret used for the agent's own work (<c>acl.tokens.agent</c>).</summary>
    public string? AgentToken { get; init; }

    /// <summary>Secret that always reads nodes and writes this agent (<c>acl.tokens.agent_recovery</c>, formerly <c>agent_master</c>), without being stored.</summary>
    public string? AgentRecoveryToken { get; init; }

    /// <summary><c>acl.down_policy</c>: accepted and shown; with one server nothing is ever down that it could be about.</summary>
    public string DownPolicy { get; init; } = "extend-cache";

    /// <summary>Secrets must not reach a log by way of a record's default text.</summary>
    public override string ToString() => $"{nameof(AclOptions)} {{ Enabled = {Enabled}, DefaultPolicy = {DefaultPolicy} }}";
}
