using System.Collections.Immutable;

namespace PeeringServer.Core.Acl.Tokens;

/// <summary>A token as a client wants it.</summary>
internal sealed record AclTokenDraft
{
    /// <summary>Empty where the client leaves it to the server.</summary>
    public string AccessorId { get; init; } = "";

    /// <summary>Empty where the client leaves it to the server.</summary>
    public string SecretId { get; init; } = "";

    public string Description { get; init; } = "";

    public ImmutableArray<AclLink> Policies { get; init; } = [];

    public ImmutableArray<AclLink> Roles { get; init; } = [];

    public ImmutableArray<AclServiceIdentity> ServiceIdentities { get; init; } = [];

    public ImmutableArray<AclNodeIdentity> NodeIdentities { get; init; } = [];

    /// <summary>Names of templated policies, of which there are none here.</summary>
    public ImmutableArray<string> TemplatedPolicies { get; init; } = [];

    public bool Local { get; init; }

    public string AuthMethod { get; init; } = "";

    public DateTimeOffset? ExpirationTime { get; init; }

    /// <summary>Nanoseconds; 0 where it is not given.</summary>
    public long ExpirationTtl { get; init; }

    /// <summary>Secrets must not reach a log by way of a record's default text.</summary>
    public override string ToString() => $"{nameof(AclTokenDraft)} {AccessorId}";
}
