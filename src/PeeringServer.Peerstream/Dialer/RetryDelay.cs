using PeeringServer.Peerstream.Grpc;

namespace PeeringServer.Peerstream.Dialer;

/// <summary>How long a dialer waits before it tries again.</summary>
internal static class RetryDelay
{
    private const int LongestExponent = 6;
    private const int FastAttempts = 5;
    private const int LongestFastExponent = 10;
    private static readonly TimeSpan Fastest = TimeSpan.FromMilliseconds(8);
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(8192);

    /// <summary>The wait after the n-th failure of a series, counted from 1.</summary>
    /// <param name="failures">How many failures the series has had.</param>
    /// <param name="code">How the last one ended: a follower is left for the leader quickly, one that is exhausted is left alone.</param>
    public static TimeSpan After(int failures, GrpcStatusCode code) => code switch
    {
        GrpcStatusCode.ResourceExhausted => Slow,
        GrpcStatusCode.FailedPrecondition => Fastest * Math.Pow(2, Math.Clamp(failures - FastAttempts, 0, LongestFastExponent)),
        _ => TimeSpan.FromSeconds(Math.Pow(2, Math.Min(failures, LongestExponent))),
    };
}
