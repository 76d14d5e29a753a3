using System.Globalization;
using System.Text.Json;
using PeeringServer.Core.GoJson;
using PeeringServer.Core.GoText;

namespace PeeringServer.Http.Wire;

/// <summary>Times and durations in the bodies of requests about tokens.</summary>
internal static class AclTime
{
    private const string Layout = "2006-01-02T15:04:05Z07:00";
    private const string Year = "2006";

    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ssK"];

    /// <summary>Go's <c>time.Time</c>: RFC 3339, decoded as <see cref="DateTimeOffset"/>.</summary>
    public static readonly GoType Type = GoType.Custom("time.Time", Read);

    /// <summary>A time that was decoded; null where there is none, or the zero time.</summary>
    public static DateTimeOffset? Of(object? value) => value is DateTimeOffset time && time > DateTimeOffset.MinValue ? time : null;

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

    private static object? Read(ReadOnlySpan<byte> json, object? existing)
    {
        if (json.SequenceEqual("null"u8))
        {
            return existing;
        }

        if (json[0] != '"')
        {
            throw new GoJsonException("Time.UnmarshalJSON: input is not a JSON string");
        }

        var reader = new Utf8JsonReader(json);
        reader.Read();
        var text = reader.GetString()!;
        return DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new GoJsonException($"parsing time {GoQuote.Quote(text)} as {GoQuote.Quote(Layout)}: cannot parse {GoQuote.Quote(text)} as {GoQuote.Quote(Year)}");
    }
}
