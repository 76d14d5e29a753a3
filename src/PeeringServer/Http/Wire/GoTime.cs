using System.Globalization;

namespace PeeringServer.Http.Wire;

/// <summary>Times as Go writes them into JSON: RFC 3339 in UTC, the fraction without trailing zeros.</summary>
internal static class GoTime
{
    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
