using FluentAssertions.Execution;
using PeeringServer.Peerstream.Grpc.Client;

namespace PeeringServer.Peerstream.Tests.Grpc;

public sealed class ServerFramesTests
{
    private static readonly byte[] Settings = [0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 3, 0, 0, 8, 0];
    private static readonly byte[] Acknowledgement = [0, 0, 0, 4, 1, 0, 0, 0, 0];
    private static readonly byte[] Ping = [0, 0, 8, 6, 0, 0, 0, 0, 0, 2, 4, 16, 16, 9, 14, 7, 7];
    private static readonly byte[] PingAcknowledgement = [0, 0, 8, 6, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    private static readonly byte[] WindowUpdate = [0, 0, 4, 8, 0, 0, 0, 0, 0, 0, 0, 0, 9];
    private static readonly byte[] Data = [0, 0, 9, 0, 0, 0, 0, 0, 1, .. Acknowledgement];

    [Fact]
    public void Acknowledgements_InAnyChunks_AreTakenOutAndNothingElse()
    {
        byte[] sent =
        [
            .. Settings, .. WindowUpdate, .. Data, .. Acknowledgement, .. Data, .. PingAcknowledgement, .. PingAcknowledgement,
            .. Ping, .. Data, .. Acknowledgement, .. WindowUpdate,
        ];
        byte[] expected = [.. Settings, .. WindowUpdate, .. Data, .. Data, .. Ping, .. Data, .. WindowUpdate];
        using var scope = new AssertionScope();
        for (var size = 1; size <= sent.Length; size++)
        {
            PassThrough(new ServerFrames(), sent, size).Should().Equal(expected, "in chunks of {0}", size);
        }
    }

    [Fact]
    public void FirstSettings_CompleteTheWait()
    {
        var frames = new ServerFrames();

        frames.Inspect(Settings.AsSpan(0, 8).ToArray());
        frames.Spoken.IsCompleted.Should().BeFalse();
        frames.Inspect(Settings.ToArray());

        frames.Spoken.IsCompletedSuccessfully.Should().BeTrue();
    }

    [Fact]
    public void Answer_OfAnotherProtocol_IsAFault()
    {
        var frames = new ServerFrames();

        frames.Inspect("HTTP/1.1 400 Bad Request\r\n"u8.ToArray());

        frames.Fault.Should().Be("connection error: desc = \"error reading server preface: http2: frame too large\"");
    }

    [Fact]
    public void FirstFrame_OtherThanSettings_IsAFault()
    {
        var frames = new ServerFrames();

        frames.Inspect([0, 0, 8, 6, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8]);

        frames.Fault.Should().Be("connection error: desc = \"initial http2 frame from server is not a settings frame: *http2.PingFrame\"");
    }

    private static byte[] PassThrough(ServerFrames frames, byte[] sent, int size)
    {
        var passed = new List<byte>();
        byte[] held = [];
        foreach (var chunk in sent.Chunk(size))
        {
            byte[] bytes = [.. held, .. chunk];
            var (pass, hold) = frames.Inspect(bytes);
            passed.AddRange(bytes.Take(pass));
            held = bytes[pass..(pass + hold)];
        }

        return [.. passed, .. held];
    }
}
