using FluentAssertions.Execution;
using PeeringServer.Peerstream.Grpc.Client;

namespace PeeringServer.Peerstream.Tests.Grpc;

public sealed class ServerPrefaceTests
{
    private static readonly byte[] Settings = [0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 3, 0, 0, 8, 0];
    private static readonly byte[] Acknowledgement = [0, 0, 0, 4, 1, 0, 0, 0, 0];
    private static readonly byte[] WindowUpdate = [0, 0, 4, 8, 0, 0, 0, 0, 0, 0, 0, 0, 9];
    private static readonly byte[] Data = [0, 0, 9, 0, 0, 0, 0, 0, 1, .. Acknowledgement];

    [Fact]
    public void Acknowledgement_InAnyChunks_IsTakenOutAndNothingElse()
    {
        byte[] sent = [.. Settings, .. WindowUpdate, .. Data, .. Acknowledgement, .. Data, .. Acknowledgement];
        byte[] expected = [.. Settings, .. WindowUpdate, .. Data, .. Data, .. Acknowledgement];
        using var scope = new AssertionScope();
        for (var size = 1; size <= sent.Length; size++)
        {
            PassThrough(new ServerPreface(), sent, size).Should().Equal(expected, "in chunks of {0}", size);
        }
    }

    [Fact]
    public void FirstSettings_CompleteTheWait()
    {
        var preface = new ServerPreface();

        preface.Inspect(Settings.AsSpan(0, 8).ToArray());
        preface.Spoken.IsCompleted.Should().BeFalse();
        preface.Inspect(Settings.ToArray());

        preface.Spoken.IsCompletedSuccessfully.Should().BeTrue();
    }

    [Fact]
    public void Answer_OfAnotherProtocol_IsAFault()
    {
        var preface = new ServerPreface();

        preface.Inspect("HTTP/1.1 400 Bad Request\r\n"u8.ToArray());

        preface.Fault.Should().Be("connection error: desc = \"error reading server preface: http2: frame too large\"");
    }

    [Fact]
    public void FirstFrame_OtherThanSettings_IsAFault()
    {
        var preface = new ServerPreface();

        preface.Inspect([0, 0, 8, 6, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8]);

        preface.Fault.Should().Be("connection error: desc = \"initial http2 frame from server is not a settings frame: *http2.PingFrame\"");
    }

    private static byte[] PassThrough(ServerPreface preface, byte[] sent, int size)
    {
        var passed = new List<byte>();
        byte[] held = [];
        foreach (var chunk in sent.Chunk(size))
        {
            byte[] bytes = [.. held, .. chunk];
            if (preface.IsOver)
            {
                passed.AddRange(bytes);
                held = [];
                continue;
            }

            var (pass, hold) = preface.Inspect(bytes);
            passed.AddRange(bytes.Take(pass));
            held = bytes[pass..(pass + hold)];
        }

        return [.. passed, .. held];
    }
}
