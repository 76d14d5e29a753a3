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
}
