using System.Collections.Immutable;
using PeeringServer.Core.Streams;

namespace PeeringServer.Http.Wire;

/// <summary>What the API shows of a stream.</summary>
/// <param name="ImportedServices">Names, or null for none.</param>
/// <param name="ExportedServices">Names, or null for none.</param>
/// <param name="LastHeartbeat">RFC 3339, or null before the first.</param>
/// <param name="LastReceive">RFC 3339, the zero time before the first, null without a stream.</param>
/// <param name="LastSend">RFC 3339, the zero time before the first, null without a stream.</param>
internal sealed record StreamStatusJson(
    ImmutableArray<string>? ImportedServices,
    ImmutableArray<string>? ExportedServices,
    string? LastHeartbeat,
    string? LastReceive,
    string? LastSend)
{
    public static readonly StreamStatusJson None = new(null, null, null, null, null);

    public static StreamStatusJson From(StreamStatus stream) => new(
        stream.ImportedServices.IsEmpty ? null : stream.ImportedServices,
        stream.ExportedServices.IsEmpty ? null : stream.ExportedServices,
        stream.LastHeartbeat is { } heartbeat ? GoTime.Format(heartbeat) : null,
        GoTime.Format(stream.LastReceive ?? DateTimeOffset.MinValue),
        GoTime.Format(stream.LastSend ?? DateTimeOffset.MinValue));
}
