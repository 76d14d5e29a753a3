using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PeeringServer.Core.Sessions;

namespace PeeringServer.Http.Wire;

/// <summary>A session as the API shows it; members in the order of the wire.</summary>
internal sealed record SessionJson
{
    [JsonPropertyName("ID")]
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Node { get; init; }

    /// <summary>In nanoseconds.</summary>
    public required long LockDelay { get; init; }

    public required string Behavior { get; init; }

    [JsonPropertyName("TTL")]
    public required string Ttl { get; init; }

    public required ImmutableArray<string>? NodeChecks { get; init; }

    public required ImmutableArray<SessionServiceCheckJson>? ServiceChecks { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<string>? Checks { get; init; }

    public required ulong CreateIndex { get; init; }

    public required ulong ModifyIndex { get; init; }

    public static SessionJson[] From(ImmutableArray<Session> sessions) => [.. sessions.Select(From)];

    public static SessionJson From(Session session) => new()
    {
        Id = session.Id,
        Name = session.Name,
        Node = session.Node,
        LockDelay = session.LockDelay,
        Behavior = session.Behavior == SessionBehavior.Delete ? SessionConstants.Delete : SessionConstants.Release,
        Ttl = session.Ttl,
        NodeChecks = session.NodeChecks,
        ServiceChecks = session.ServiceChecks is { } checks ? [.. checks.Select(static check => new SessionServiceCheckJson(check.Id, check.Namespace))] : null,
        Checks = session.Checks,
        CreateIndex = session.CreateIndex,
        ModifyIndex = session.ModifyIndex,
    };
}
