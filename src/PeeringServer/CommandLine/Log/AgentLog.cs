using PeeringServer.Configuration;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Serilog.Formatting;

namespace PeeringServer.CommandLine.Log;

/// <summary>The log of an agent: to standard output, and to a file where one is named.</summary>
internal sealed class AgentLog : IDisposable
{
    private readonly SerilogLoggerFactory _loggers;

    private readonly LoggingLevelSwitch _level;

    private AgentLog(Logger logger, LoggingLevelSwitch level) => (_loggers, _level) = (new SerilogLoggerFactory(logger, dispose: true), level);

    /// <summary>Makes the loggers.</summary>
    public ILoggerFactory Loggers => _loggers;

    /// <summary>Starts a log.</summary>
    /// <param name="options">What to log, and where to.</param>
    /// <param name="output">Standard output.</param>
    public static AgentLog Start(LogOptions options, DetachedWriter output)
    {
        var level = new LoggingLevelSwitch(LevelOf(options.Level));
        ITextFormatter formatter = options.Json ? new JsonFormatter() : new LineFormatter();
        var configuration = new LoggerConfiguration()
            .MinimumLevel.ControlledBy(level)
            .MinimumLevel.Override("Microsoft", LogEventLevel.Error)
            .MinimumLevel.Override("System", LogEventLevel.Error)
            .MinimumLevel.Override("Microsoft.Extensions.Hosting", LevelAlias.Off)
            .Filter.ByExcluding(IsToldByAgent)
            .WriteTo.Sink(new WriterSink(output, formatter));
        if (options.File is { } file)
        {
            configuration.WriteTo.File(formatter, Directory.Exists(file) ? Path.Combine(file, "consul.log") : file, fileSizeLimitBytes: null);
        }

        return new AgentLog(configuration.CreateLogger(), level);
    }

    /// <summary>Logs this much from now on.</summary>
    public void SetLevel(string level) => _level.MinimumLevel = LevelOf(level);

    /// <inheritdoc/>
    public void Dispose() => _loggers.Dispose();

    private static LogEventLevel LevelOf(string level) => LogLevels.Parse(level) ?? LogEventLevel.Information;

    // The listener complains of a taken port before the agent does, which says it in consul's words.
    private static bool IsToldByAgent(LogEvent entry) => entry.Level == LogEventLevel.Fatal
        && entry.Properties.GetValueOrDefault("SourceContext") is ScalarValue { Value: string category }
        && category.StartsWith("Microsoft.AspNetCore.Server.Kestrel", StringComparison.Ordinal);
}
