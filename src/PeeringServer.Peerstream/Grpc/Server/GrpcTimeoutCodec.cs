using System.Globalization;
using PeeringServer.Peerstream.Wire;

namespace PeeringServer.Peerstream.Grpc.Server;

/// <summary>The coding of <c>grpc-timeout</c>: up to eight digits and a unit.</summary>
internal static class GrpcTimeoutCodec
{
    private const int LongestText = 9;

    /// <summary>Null for no header. A time out of reach of a timer counts as none.</summary>
    /// <exception cref="FormatException">With the reason a server gives.</exception>
    public static TimeSpan? Decode(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (text.Length < 2)
        {
            throw new FormatException(GrpcErrorConstants.TimeoutTooShort(text));
        }

        if (text.Length > LongestText)
        {
            throw new FormatException(GrpcErrorConstants.TimeoutTooLong(text));
        }

        var unit = TicksOf(text[^1]) ?? throw new FormatException(GrpcErrorConstants.TimeoutUnit(text));
        if (!long.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count))
        {
            throw new FormatException(GrpcErrorConstants.InvalidNumber(text[..^1]));
        }

        var timeout = TimeSpan.FromTicks((long)(Math.Max(count, 0) * unit));
        return timeout.TotalMilliseconds < uint.MaxValue - 1 ? timeout : null;
    }

    private static double? TicksOf(char unit) => unit switch
    {
        'H' => TimeSpan.TicksPerHour,
        'M' => TimeSpan.TicksPerMinute,
        'S' => TimeSpan.TicksPerSecond,
        'm' => TimeSpan.TicksPerMillisecond,
        'u' => TimeSpan.TicksPerMicrosecond,
        'n' => 1.0 / TimeSpan.NanosecondsPerTick,
        _ => null,
    };
}
