namespace PeeringServer.Core.ConfigEntries.Rules;

/// <summary>Several errors as one, as Go's usual package for that writes them.</summary>
internal static class GoErrors
{
    public static string Combine(IReadOnlyCollection<string> errors) =>
        $"{(errors.Count == 1 ? "1 error" : $"{errors.Count} errors")} occurred:\n{string.Concat(errors.Select(static error => $"\t* {error}\n"))}\n";
}
