using Google.Protobuf;
using PeeringServer.Peerstream.Tests.Infrastructure.Http2;

namespace PeeringServer.Peerstream.Tests.Infrastructure;

/// <summary>One call made by hand, on stream 1 of a connection.</summary>
internal sealed class RawCall(FrameStream frames)
{
    private const int Stream = 1;

    public static readonly (string Name, string Value)[] UsualHeaders =
    [
        (":method", "POST"), (":scheme", "http"), (":path", Methods.ExchangeSecret), (":authority", TestServer.ServerName),
        ("content-type", "application/grpc"), ("user-agent", "grpc-go/1.65.0"), ("te", "trailers"),
    ];

    /// <summary>The usual headers, with some replaced, added, or with a null value left out.</summary>
    public Task BeginAsync(params (string Name, string? Value)[] changes)
    {
        var headers = UsualHeaders.Where(header => changes.All(change => change.Name != header.Name)).ToList();
        headers.InsertRange(0, changes.Where(c => c.Name[0] == ':').Select(c => (c.Name, c.Value!)));
        headers.AddRange(changes.Where(c => c.Name[0] != ':' && c.Value is not null).Select(c => (c.Name, c.Value!)));
        return frames.SendHeadersAsync(Stream, end: false, [.. headers]);
    }

    public Task SendAsync(IMessage message, bool end = false) => SendAsync(0, message.ToByteArray(), end);

    public Task SendAsync(byte flags, byte[] message, bool end = false) => SendBytesAsync([flags, .. FrameStream.BigEndian(message.Length), .. message], end);

    public Task SendBytesAsync(byte[] bytes, bool end = false) => frames.SendDataAsync(Stream, bytes, end);

    /// <summary>Reads to the end of the call.</summary>
    public async Task<RawAnswer> FinishAsync()
    {
        var blocks = new List<IReadOnlyList<(string, string)>>();
        var data = new List<byte>();
        while (true)
        {
            var frame = await frames.ReadAsync();
            if (frame.Type == FrameType.Headers)
            {
                blocks.Add(frames.Decode(frame));
            }
            else if (frame.Type == FrameType.Data)
            {
                data.AddRange(frame.Payload);
            }
            else if (frame.Type is FrameType.RstStream or FrameType.GoAway)
            {
                return new RawAnswer(blocks, [.. data], frame.Type);
            }

            if (frame.EndsStream)
            {
                return new RawAnswer(blocks, [.. data], null);
            }
        }
    }
}
