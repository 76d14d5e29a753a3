using PeeringServer.Peerstream.Dialer;
using PeeringServer.Peerstream.Grpc;

namespace PeeringServer.Peerstream.Tests.Sessions;

/// <summary>The waits between attempts, as recorded.</summary>
public sealed class RetryDelayTests
{
    [Theory]
    [InlineData(nameof(GrpcStatusCode.OK))]
    [InlineData(nameof(GrpcStatusCode.Unknown))]
    [InlineData(nameof(GrpcStatusCode.InvalidArgument))]
    [InlineData(nameof(GrpcStatusCode.PermissionDenied))]
    [InlineData(nameof(GrpcStatusCode.Aborted))]
    [InlineData(nameof(GrpcStatusCode.Unimplemented))]
    [InlineData(nameof(GrpcStatusCode.Internal))]
    [InlineData(nameof(GrpcStatusCode.Unavailable))]
    public void RetryDelay_AfterMostFailures_DoublesFromTwoSecondsToSixtyFour(string codeName)
    {
        var code = Enum.Parse<GrpcStatusCode>(codeName);
        Series(code, 9).Should().Equal(2000, 4000, 8000, 16000, 32000, 64000, 64000, 64000, 64000);
        RetryDelay.After(int.MaxValue, code).Should().Be(TimeSpan.FromSeconds(64));
    }

    [Fact]
    public void RetryDelay_AfterFailedPrecondition_StartsInMillisecondsAndGrowsLate()
    {
        Series(GrpcStatusCode.FailedPrecondition, 17).Should().Equal(8, 8, 8, 8, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 8192, 8192);
        RetryDelay.After(int.MaxValue, GrpcStatusCode.FailedPrecondition).Should().Be(TimeSpan.FromMilliseconds(8192));
    }

    [Fact]
    public void RetryDelay_AfterResourceExhausted_IsAlwaysTheSame()
    {
        Series(GrpcStatusCode.ResourceExhausted, 8).Should().OnlyContain(static wait => wait == 8192);
    }

    private static IEnumerable<double> Series(GrpcStatusCode code, int count) => Enumerable.Range(1, count).Select(n => RetryDelay.After(n, code).TotalMilliseconds);
}
