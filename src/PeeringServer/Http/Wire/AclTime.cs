using PeeringServer.Core.GoJson;
using PeeringServer.Core.GoText;

namespace PeeringServer.Http.Wire;

/// <summary>Times and durations in the bodies of requests about tokens.</summary>
internal static class AclTime
{
    /// <summary>A time that was decoded; null where there is none, or the zero time.</summary>
    public static DateTimeOffset? Of(object? value) => (value as GoTimestamp)?.ToInstant();

    /// <summary>Nanoseconds of a duration given as text, or as a number of them; anything else is passed over.</summary>
    /// <exception cref="HttpRefusalException">The text is no duration.</exception>
    public static long TtlOf(object? value) => value switch
    {
        string text => GoDuration.TryParse(text, out var nanoseconds, out var fault)
            ? nanoseconds
            : throw new HttpRefusalException(StatusCodes.Status400BadRequest, AclTexts.TokenDecodingFailed(fault)),
        double nanoseconds => (long)nanoseconds,
        _ => 0,
    };
}
