using System.Text;
using System.Text.Json.Serialization.Metadata;
using PeeringServer.Http.Wire;

namespace PeeringServer.Http;

/// <summary>What an endpoint answers.</summary>
internal sealed record ConsulResponse(int Status, string? ContentType, ReadOnlyMemory<byte> Body)
{
    /// <summary>Success without a body.</summary>
    public static readonly ConsulResponse Empty = new(StatusCodes.Status200OK, ConsulHeaders.Json, default);

    /// <summary>Index of what was read, where the answer is that of a query.</summary>
    public ulong? Index { get; init; }

    /// <summary>Whether the answer says that there is a leader, where it is that of a query.</summary>
    public bool KnownLeader { get; init; } = true;

    /// <summary>Consistency the query ran with, where the endpoint says so.</summary>
    public string? EffectiveConsistency { get; init; }

    /// <summary>What the agent ran the query with.</summary>
    public string QueryBackend { get; init; } = ConsulHeaders.BlockingQueryBackend;

    /// <summary>Whether something was left out because the caller may not read it.</summary>
    public bool FilteredByAcls { get; init; }

    public static ConsulResponse Text(int status, string text) => new(status, ConsulHeaders.PlainText, Encoding.UTF8.GetBytes(text));

    /// <summary>An object, laid out as the request asks for it.</summary>
    public static ConsulResponse Json<T>(ConsulRequest request, T value, Func<ConsulJsonContext, JsonTypeInfo<T>> type) =>
        new(StatusCodes.Status200OK, ConsulHeaders.Json, ConsulJson.Serialize(request, value, type));
}
