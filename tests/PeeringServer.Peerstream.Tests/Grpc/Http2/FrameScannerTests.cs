using PeeringServer.Peerstream.Grpc.Http2;

namespace PeeringServer.Peerstream.Tests.Grpc.Http2;

public sealed class FrameScannerTests
{
    private static readonly byte[] Headers = [0, 0, 1, 1, 0, 0, 0, 0, 1, 7];
    private static readonly byte[] Continuation = [0, 0, 1, 9, 4, 0, 0, 0, 1, 7];

    /// <summary>Headers that go on in a second frame must follow one another.</summary>
    [Fact]
    public void Headers_ToBeContinued_AreOneFrameWithWhatContinuesThem()
    {
        var frames = new FrameScanner(prefaceLength: 3);
        byte[] sent = [1, 2, 3, .. Headers, .. Continuation, .. Continuation];
        var between = new List<int>();
        for (var i = 0; i < sent.Length; i++)
        {
            ReadOnlySpan<byte> next = sent.AsSpan(i, 1);
            while (frames.Next(ref next) is not null)
            {
            }

            if (frames.IsBetweenFrames)
            {
                between.Add(i + 1);
            }
        }

        between.Should().Equal(3, 3 + Headers.Length + Continuation.Length, sent.Length);
    }
}
