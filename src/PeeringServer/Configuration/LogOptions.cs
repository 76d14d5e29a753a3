namespace PeeringServer.Configuration;

/// <summary>Where the log goes, and how much of it.</summary>
public sealed record LogOptions
{
    /// <summary><c>log_level</c>: <c>trace</c>, <c>debug</c>, <c>info</c>, <c>warn</c> or <c>error</c>.</summary>
    public string Level { get; init; } = "info";

    /// <summary><c>log_json</c>: one JSON object a line, and no banner.</summary>
    public bool Json { get; init; }

    /// <summary><c>log_file</c>: a file the log goes to as well; null for none.</summary>
    public string? File { get; init; }
}
