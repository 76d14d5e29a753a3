using Serilog.Events;

namespace PeeringServer.CommandLine.Log;

/// <summary>The names of log levels: those of the configuration, and those on a line.</summary>
internal static class LogLevels
{
    /// <summary>The level a configuration means, in any case; null for none.</summary>
    public static LogEventLevel? Parse(string text) => text.ToUpperInvariant() switch
    {
        "TRACE" => LogEventLevel.Verbose,
        "DEBUG" => LogEventLevel.Debug,
        "INFO" => LogEventLevel.Information,
        "WARN" => LogEventLevel.Warning,
        "ERR" or "ERROR" => LogEventLevel.Error,
        _ => null,
    };

    /// <summary>The name in JSON.</summary>
    public static string Name(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose => "trace",
        LogEventLevel.Debug => "debug",
        LogEventLevel.Information => "info",
        LogEventLevel.Warning => "warn",
        _ => "error",
    };

    /// <summary>The name on a line, padded so that what follows is aligned.</summary>
    public static string Tag(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose => "[TRACE]",
        LogEventLevel.Debug => "[DEBUG]",
        LogEventLevel.Information => "[INFO] ",
        LogEventLevel.Warning => "[WARN] ",
        _ => "[ERROR]",
    };
}
