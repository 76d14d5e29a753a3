using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace PeeringServer.Core.Sessions;

/// <summary>A claim to life that locks hang on: it ends when it is destroyed, not renewed in time, or a check it depends on fails.</summary>
internal sealed record Session
{
    /// <summary>Whoever set a longer delay meant well: nobody waits longer than this for a lock.</summary>
    private static readonly TimeSpan MaxLockDelay = TimeSpan.FromSeconds(60);

    /// <summary>A UUID in lower case.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Node { get; init; }

    /// <summary>In nanoseconds, as it is shown.</summary>
    public required long LockDelay { get; init; }

    public required SessionBehavior Behavior { get; init; }

    /// <summary>How long it lives without a renewal, as the client wrote it; empty for ever.</summary>
    public required string Ttl { get; init; }

    /// <summary>The same as a length of time; zero for ever.</summary>
    public required TimeSpan TimeToLive { get; init; }

    public ImmutableArray<string>? NodeChecks { get; init; }

    public ImmutableArray<SessionServiceCheck>? ServiceChecks { get; init; }

    public ImmutableArray<string>? Checks { get; init; }

    public ulong CreateIndex { get; init; }

    public ulong ModifyIndex { get; init; }

    /// <summary>How long its keys cannot be locked by others once it has ended without giving them back.</summary>
    public TimeSpan EffectiveLockDelay => TimeSpan.FromTicks(Math.Min(LockDelay / TimeSpan.NanosecondsPerTick, MaxLockDelay.Ticks));

    /// <summary>Every check it depends on, under whichever name.</summary>
    [JsonIgnore]
    public IEnumerable<string> CheckIds => [.. Checks ?? [], .. NodeChecks ?? [], .. (ServiceChecks ?? []).Select(static check => check.Id)];
}
