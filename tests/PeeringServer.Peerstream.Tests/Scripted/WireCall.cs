using System.Buffers.Binary;
using Google.Protobuf;
using PeeringServer.Peerstream.Grpc;
using PeeringServer.Peerstream.Messages;
using PeeringServer.Peerstream.Tests.Infrastructure;
using PeeringServer.Peerstream.Tests.Infrastructure.Http2;

namespace PeeringServer.Peerstream.Tests.Scripted;

/// <summary>One end of one call, message by message, on a connection of its own. Shares nothing with the product's sessions.</summary>
internal sealed class WireCall(FrameStream frames) : IAsyncDisposable
{
    private const int StreamId = 1;
    private const int PrefixLength = 5;

    private readonly RawCall _call = new(frames);
    private readonly List<byte> _unread = [];
    private readonly List<Frame> _asides = [];
    private string? _end;

    /// <summary>Path of the call, where this is the acceptor's end.</summary>
    public string Path { get; private set; } = "";

    /// <summary>Whether nothing gets through to the other side any more, not even the answer to a PING.</summary>
    public bool IsCut { get; set; }

    public Task BeginAsync(string path) => _call.BeginAsync((":path", path));

    /// <summary>Waits for the headers of the dialer's call.</summary>
    public async Task AcceptAsync()
    {
        var headers = frames.Decode(await frames.ReadAsync(FrameType.Headers, StreamId));
        Path = headers.Single(static header => header.Name == ":path").Value;
    }

    public Task SendAsync(IMessage message, bool end = false) => _call.SendAsync(message, end);

    public Task SendAsync(byte[] message, bool end = false) => _call.SendAsync(0, message, end);

    public Task SendBytesAsync(byte[] bytes) => _call.SendBytesAsync(bytes);

    public Task HalfCloseAsync() => frames.SendDataAsync(StreamId, [], end: true);

    public Task PingAsync(byte[] payload) => frames.SendAsync(FrameType.Ping, 0, 0, payload);

    public Task ResetAsync() => frames.ResetAsync(StreamId, 8);

    /// <summary>Response headers, which an acceptor sends before its first message.</summary>
    public Task SendHeadersAsync() => frames.SendHeadersAsync(StreamId, end: false, (":status", "200"), ("content-type", "application/grpc"));

    /// <summary>The same, or trailers, in full.</summary>
    public Task SendHeadersAsync(bool end, (string Name, string Value)[] headers) => frames.SendHeadersAsync(StreamId, end, headers);

    /// <summary>Ends the call from the acceptor's end.</summary>
    public Task EndAsync(GrpcStatusCode code, string message) => frames.SendHeadersAsync(
        StreamId, end: true, ("grpc-status", ((int)code).ToString(System.Globalization.CultureInfo.InvariantCulture)), ("grpc-message", message));

    /// <summary>Ends the call before anything was sent in it.</summary>
    public Task RefuseAsync(GrpcStatusCode code, string message) => frames.SendHeadersAsync(
        StreamId,
        end: true,
        (":status", "200"),
        ("content-type", "application/grpc"),
        ("grpc-status", ((int)code).ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ("grpc-message", message));

    /// <summary>The next message, or the end.</summary>
    public async Task<WireEvent> ReadAsync()
    {
        while (true)
        {
            if (TakeMessage() is { } bytes)
            {
                return new WireEvent(bytes, null);
            }

            if (_end is not null)
            {
                return new WireEvent(null, _end);
            }

            try
            {
                await ApplyAsync(await frames.ReadAsync());
            }
            catch (IOException)
            {
                _end = "closed";
            }
        }
    }

    /// <summary>The next frame of that sort about the connection: a PING that is not answered, the answer to one, or GOAWAY.</summary>
    public async Task<Frame> ReadAsideAsync(FrameType type)
    {
        while (true)
        {
            if (_asides.Find(frame => frame.Type == type) is { } frame)
            {
                _asides.Remove(frame);
                return frame;
            }

            await ApplyAsync(await frames.ReadAsync());
        }
    }

    public async Task<ReplicationMessage> ReadMessageAsync() => (await ReadAsync()).Message;

    /// <summary>Reads on to the end, and says how it was.</summary>
    public async Task<string> ReadEndAsync()
    {
        while (true)
        {
            if ((await ReadAsync()).End is { } end)
            {
                return end;
            }
        }
    }

    /// <summary>Reads up to the message a test waits for.</summary>
    public async Task<ReplicationMessage> ReadUntilAsync(Func<ReplicationMessage, bool> wanted)
    {
        while (true)
        {
            var message = await ReadMessageAsync();
            if (wanted(message))
            {
                return message;
            }
        }
    }

    public async Task<IReadOnlyList<ReplicationMessage>> ReadMessagesAsync(int count)
    {
        var messages = new List<ReplicationMessage>();
        while (messages.Count < count)
        {
            messages.Add(await ReadMessageAsync());
        }

        return messages;
    }

    public ValueTask DisposeAsync() => frames.DisposeAsync();

    private byte[]? TakeMessage()
    {
        if (_unread.Count < PrefixLength)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32BigEndian([.. _unread[1..PrefixLength]]);
        if (_unread.Count < PrefixLength + length)
        {
            return null;
        }

        byte[] message = [.. _unread[PrefixLength..(PrefixLength + length)]];
        _unread.RemoveRange(0, PrefixLength + length);
        return message;
    }

    private async Task ApplyAsync(Frame frame)
    {
        switch (frame.Type)
        {
            case FrameType.GoAway:
            case FrameType.Ping when frame.IsAck || IsCut:
                _asides.Add(frame);
                break;
            case FrameType.Ping or FrameType.Settings when !frame.IsAck:
                await frames.SendAsync(frame.Type, Frame.Ack, 0, frame.Type == FrameType.Ping ? frame.Payload : []);
                break;
            case FrameType.Data:
                _unread.AddRange(frame.Payload);
                _end = frame.EndsStream ? "half-close" : null;
                break;
            case FrameType.Headers:
                var headers = frames.Decode(frame);
                _end = headers.FirstOrDefault(static header => header.Name == "grpc-status").Value is { } status
                    ? $"{status} {PercentCodec.Decode(headers.FirstOrDefault(static header => header.Name == "grpc-message").Value ?? "")}"
                    : frame.EndsStream ? $"HTTP {headers[0].Value}" : null;
                break;
            case FrameType.RstStream:
                _end = "reset";
                break;
            default:
                break;
        }
    }
}
