using PeeringServer.Core.GoText;
using PeeringServer.Core.State;
using PeeringServer.Http.Wire;

namespace PeeringServer.Http;

/// <summary>
/// Reads the parameters of queries. They are looked at in a fixed order up to the first that is wrong; that one is noted on the request,
/// the rest is passed over, and the query runs with what was read so far: so does a real agent.
/// </summary>
internal static class ConsulQuery
{
    public static QueryOptions Read(ConsulRequest request)
    {
        var options = default(QueryOptions);
        if ((ConsistencyFault(request) ?? CacheControlFault(request)) is { } fault)
        {
            request.Fault(fault);
            return options;
        }

        if (request.Query[ConsulParameters.Wait] is { Length: > 0 } wait)
        {
            if (!TryDuration(wait, out var duration))
            {
                request.Fault(ConsulTexts.InvalidWait);
                return options;
            }

            options = options with { Wait = duration };
        }

        if (request.Query[ConsulParameters.Index] is { Length: > 0 } index)
        {
            if (!GoNumbers.TryParseUint(index, 64, out var minIndex, out _))
            {
                request.Fault(ConsulTexts.InvalidIndex);
                return options;
            }

            options = options with { MinIndex = minIndex };
        }

        return options;
    }

    /// <summary>One server is always its own leader, so all consistency modes come to the same; only contradictions matter.</summary>
    private static string? ConsistencyFault(ConsulRequest request)
    {
        var query = request.Query;
        var isStale = query.Has(ConsulParameters.Stale);
        if (query[ConsulParameters.MaxStale] is { Length: > 0 } maxStale)
        {
            if (!TryDuration(maxStale, out var duration))
            {
                return ConsulTexts.InvalidMaxStale(GoQuote.Quote(maxStale));
            }

            isStale |= duration > TimeSpan.Zero;
        }

        var isConsistent = query.Has(ConsulParameters.Consistent);
        if (isStale && isConsistent)
        {
            return ConsulTexts.StaleAndConsistent;
        }

        return isConsistent && request.Options.Http.UseCache && query.Has(ConsulParameters.Cached) ? ConsulTexts.CachedAndConsistent : null;
    }

    private static string? CacheControlFault(ConsulRequest request)
    {
        var header = request.Context.Request.Headers.CacheControl.ToString();
        if (header.Length == 0)
        {
            return null;
        }

        foreach (var directive in header.ToLowerInvariant().Split(',', StringSplitOptions.TrimEntries))
        {
            if (SecondsOf(directive) is { } seconds && !TryDuration(seconds + "s", out _))
            {
                return ConsulTexts.InvalidCacheControl;
            }
        }

        return null;
    }

    private static string? SecondsOf(string directive) =>
        directive.StartsWith(HttpHeaders.MaxAge, StringComparison.Ordinal) ? directive[HttpHeaders.MaxAge.Length..]
        : directive.StartsWith(HttpHeaders.StaleIfError, StringComparison.Ordinal) ? directive[HttpHeaders.StaleIfError.Length..]
        : null;

    private static bool TryDuration(string text, out TimeSpan duration)
    {
        var isDuration = GoDuration.TryParse(text, out var nanoseconds, out _);
        // Up to the next tick: what is more than nothing must not become nothing, which stands for the default.
        var (ticks, rest) = Math.DivRem(nanoseconds, TimeSpan.NanosecondsPerTick);
        duration = TimeSpan.FromTicks(rest > 0 ? ticks + 1 : ticks);
        return isDuration;
    }
}
