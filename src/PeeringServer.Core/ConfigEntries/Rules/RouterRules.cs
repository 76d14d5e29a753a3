using PeeringServer.Core.GoText;

namespace PeeringServer.Core.ConfigEntries.Rules;

/// <summary>What makes a <c>service-router</c> entry valid.</summary>
internal static class RouterRules
{
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "CONNECT", "OPTIONS", "TRACE"];

    private static readonly string[] RetryConditions =
    [
        "5xx", "gateway-error", "reset", "connect-failure", "envoy-ratelimited", "retriable-4xx", "refused-stream", "cancelled",
        "deadline-exceeded", "internal", "resource-exhausted", "unavailable",
    ];

    public static string? Fault(ConfigEntry entry) => MetaRules.Fault(entry.Meta)
        ?? new LooseObject(entry.Body).Objects("Routes").Select(static (route, at) => RouteFault(route, $"Route[{at}]")).FirstOrDefault(static fault => fault is not null);

    private static string? RouteFault(LooseObject route, string path)
    {
        var http = route.Object("Match").Object("HTTP");
        return PathFault(http, path)
            ?? http.Objects("Header").Select((header, at) => HeaderFault(header, $"{path} Header[{at}]")).FirstOrDefault(static fault => fault is not null)
            ?? http.Objects("QueryParam").Select((parameter, at) => ParameterFault(parameter, $"{path} QueryParam[{at}]")).FirstOrDefault(static fault => fault is not null)
            ?? MethodFault(http, path)
            ?? DestinationFault(route.Object("Destination"), path, http.HasAny("PathExact", "PathPrefix"));
    }

    private static string? PathFault(LooseObject http, string path)
    {
        foreach (var name in (string[])["PathExact", "PathPrefix"])
        {
            if (http.Text(name) is { Length: > 0 } text && text[0] != '/')
            {
                return $"{path} {name} doesn't start with '/': {GoQuote.Quote(text)}";
            }
        }

        return Count(http, "PathExact", "PathPrefix", "PathRegex") > 1 ? $"{path} should only contain at most one of PathExact, PathPrefix, or PathRegex" : null;
    }

    private static string? HeaderFault(LooseObject header, string path) => header.Text("Name").Length == 0 ? $"{path} missing required Name field"
        : Count(header, "Exact", "Regex", "Prefix", "Suffix", "Contains") + (header.Flag("Present") ? 1 : 0) != 1 ? $"{path} should only contain one of Present, Exact, Prefix, Suffix, Contains, or Regex"
        : header.Flag("IgnoreCase") && !header.HasAny("Exact", "Prefix", "Suffix", "Contains") ? $"{path} should set one of Exact, Prefix, Suffix, or Contains when using IgnoreCase"
        : null;

    private static string? ParameterFault(LooseObject parameter, string path) => parameter.Text("Name").Length == 0 ? $"{path} missing required Name field"
        : Count(parameter, "Exact", "Regex") + (parameter.Flag("Present") ? 1 : 0) != 1 ? $"{path} should only contain one of Present, Exact, or Regex"
        : null;

    private static string? MethodFault(LooseObject http, string path)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var method in http.Texts("Methods").Select(static method => method.ToUpperInvariant()))
        {
            if (!Methods.Contains(method))
            {
                return $"{path} Methods contains an invalid method {GoQuote.Quote(method)}";
            }

            if (!seen.Add(method))
            {
                return $"{path} Methods contains {GoQuote.Quote(method)} more than once";
            }
        }

        return null;
    }

    private static string? DestinationFault(LooseObject destination, string path, bool mayRewrite)
    {
        if (destination.Text("PrefixRewrite").Length > 0 && !mayRewrite)
        {
            return $"{path} cannot make use of PrefixRewrite without configuring either PathExact or PathPrefix";
        }

        var unknown = destination.Texts("RetryOn").FirstOrDefault(static condition => !RetryConditions.Contains(condition));
        return unknown is null ? null : $"{path} contains an invalid retry condition: {GoQuote.Quote(unknown)}";
    }

    private static int Count(LooseObject parent, params string[] names) => names.Count(name => parent.Text(name).Length > 0);
}
