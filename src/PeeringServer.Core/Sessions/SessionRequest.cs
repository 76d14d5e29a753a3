using System.Collections.Immutable;

namespace PeeringServer.Core.Sessions;

/// <summary>What a client says of a session it wants; checks are null where it said null.</summary>
internal sealed record SessionRequest
{
    public const string SerfHealth = "serfHealth";

    private static readonly TimeSpan DefaultLockDelay = TimeSpan.FromSeconds(15);

    public required string Node { get; init; }

    public string Name { get; init; } = "";

    /// <summary>In nanoseconds, as Go counts.</summary>
    public long LockDelay { get; init; } = DefaultLockDelay.Ticks * TimeSpan.NanosecondsPerTick;

    public string Behavior { get; init; } = "";

    /// <summary>A duration as Go writes it, or empty.</summary>
    public string Ttl { get; init; } = "";

    public ImmutableArray<string>? NodeChecks { get; init; } = [SerfHealth];

    public ImmutableArray<SessionServiceCheck>? ServiceChecks { get; init; }

    /// <summary>The former name of node checks.</summary>
    public ImmutableArray<string>? Checks { get; init; } = [SerfHealth];

    /// <summary>Settles what the two names for node checks come to together.</summary>
    public SessionRequest Settled()
    {
        if (Checks is not { Length: > 0 } checks)
        {
            return this with { NodeChecks = [], Checks = null };
        }

        return NodeChecks is not { Length: > 0 } || checks is [SerfHealth] ? this with { Checks = null } : this;
    }
}
