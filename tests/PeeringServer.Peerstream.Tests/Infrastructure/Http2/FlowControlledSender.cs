using System.Buffers.Binary;

namespace PeeringServer.Peerstream.Tests.Infrastructure.Http2;

/// <summary>Sends more than fits the windows of a server, on stream 1.</summary>
internal sealed class FlowControlledSender(FrameStream frames)
{
    private const int FrameLength = 16384;
    private const ushort InitialWindowSetting = 4;

    private long _connection = ushort.MaxValue;
    private long _stream = ushort.MaxValue;

    public async Task SendAsync(byte[] bytes)
    {
        for (var sent = 0; sent < bytes.Length;)
        {
            var length = (int)Math.Min(Math.Min(FrameLength, bytes.Length - sent), Math.Min(_connection, _stream));
            if (length > 0)
            {
                await frames.SendAsync(FrameType.Data, sent + length == bytes.Length ? Frame.EndStream : (byte)0, 1, bytes[sent..(sent + length)]);
                sent += length;
                _connection -= length;
                _stream -= length;
                continue;
            }

            Apply(await frames.ReadAsync());
        }
    }

    private void Apply(Frame frame)
    {
        if (frame.Type == FrameType.WindowUpdate)
        {
            var more = BinaryPrimitives.ReadInt32BigEndian(frame.Payload);
            _connection += frame.Stream == 0 ? more : 0;
            _stream += frame.Stream == 1 ? more : 0;
        }
        else if (frame is { Type: FrameType.Settings, IsAck: false })
        {
            foreach (var setting in frame.Payload.Chunk(6).Where(s => BinaryPrimitives.ReadUInt16BigEndian(s) == InitialWindowSetting))
            {
                _stream += BinaryPrimitives.ReadInt32BigEndian(setting.AsSpan(2)) - ushort.MaxValue;
            }
        }
    }
}
