using PeeringServer.Peerstream.Grpc;
using PeeringServer.Peerstream.Tests.Infrastructure.Http2;

namespace PeeringServer.Peerstream.Tests.Infrastructure;

/// <summary>What came back to a call, frame by frame.</summary>
/// <param name="Blocks">Headers, and trailers where they came apart.</param>
/// <param name="Data">All of DATA.</param>
/// <param name="Broken">The frame that ended the call before its time.</param>
internal sealed record RawAnswer(IReadOnlyList<IReadOnlyList<(string Name, string Value)>> Blocks, byte[] Data, FrameType? Broken)
{
    public bool TrailersOnly => Blocks.Count == 1;

    /// <summary>HTTP status, content-type, grpc-status and grpc-message.</summary>
    public string Summary => $"{First(0, ":status")} {First(0, "content-type")} {First(^1, "grpc-status")} {Message}";

    public string Message => PercentCodec.Decode(First(^1, "grpc-message") ?? "none");

    public string Status => $"{First(^1, "grpc-status")} {Message}";

    public string? First(Index block, string name) => Blocks[block].Where(h => h.Name == name).Select(h => h.Value).FirstOrDefault();
}
