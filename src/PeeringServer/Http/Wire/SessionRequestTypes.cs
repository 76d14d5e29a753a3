using System.Collections.Immutable;
using PeeringServer.Core.GoJson;
using PeeringServer.Core.GoText;
using PeeringServer.Core.Sessions;

namespace PeeringServer.Http.Wire;

/// <summary>The request body of creating a session, as the Go type that refusals name.</summary>
internal static class SessionRequestTypes
{
    /// <summary>A lower number is taken for seconds: clients do not expect nanoseconds.</summary>
    private const long LeastNanoseconds = 1000;

    private static readonly GoStructType ServiceCheck = GoType.Struct(
        "structs.ServiceCheck",
        new GoField("ID", GoType.String),
        new GoField("Namespace", GoType.String));

    public static readonly GoStructType Session = GoType.Struct(
        "struct { LockDelay interface {}; *structs.Alias }",
        new GoField("LockDelay", GoType.Interface),
        new GoField("ID", GoType.String),
        new GoField("Name", GoType.String),
        new GoField("Node", GoType.String),
        new GoField("Behavior", GoType.Named("structs.SessionBehavior", GoType.String)),
        new GoField("TTL", GoType.String),
        new GoField("NodeChecks", GoType.Slice(GoType.String)),
        new GoField("ServiceChecks", GoType.Slice(ServiceCheck)),
        new GoField("Checks", GoType.Slice(GoType.Named("types.CheckID", GoType.String))),
        new GoField("CreateIndex", GoType.Uint64),
        new GoField("ModifyIndex", GoType.Uint64));

    /// <summary>What a body says, over what a session is without one.</summary>
    /// <exception cref="GoJsonException">The lock delay is no duration.</exception>
    public static SessionRequest Read(GoObject body, SessionRequest byDefault) => byDefault with
    {
        Name = Text(body, "Name") ?? byDefault.Name,
        Node = Text(body, "Node") ?? byDefault.Node,
        Behavior = Text(body, "Behavior") ?? byDefault.Behavior,
        Ttl = Text(body, "TTL") ?? byDefault.Ttl,
        LockDelay = body["LockDelay"] is { } delay ? LockDelay(delay) : byDefault.LockDelay,
        NodeChecks = body.Mentions("NodeChecks") ? body.GetStrings("NodeChecks")?.ToImmutableArray() : byDefault.NodeChecks,
        Checks = body.Mentions("Checks") ? body.GetStrings("Checks")?.ToImmutableArray() : byDefault.Checks,
        ServiceChecks = body.GetList("ServiceChecks") is null ? null : [.. body.GetObjects("ServiceChecks").Select(static check => new SessionServiceCheck(check.GetString("ID"), check.GetString("Namespace")))],
    };

    private static string? Text(GoObject body, string field) => body.StoredAt(Session.IndexOf(field)) as string;

    private static long LockDelay(object value)
    {
        var nanoseconds = 0L;
        if (value is string text && !GoDuration.TryParse(text, out nanoseconds, out var fault))
        {
            throw new GoJsonException(fault);
        }

        nanoseconds = value is double number ? (long)number : nanoseconds;
        return nanoseconds < LeastNanoseconds ? unchecked(nanoseconds * GoDuration.Second) : nanoseconds;
    }
}
