using Microsoft.Extensions.Logging.Abstractions;

namespace PeeringServer.Hosting;

/// <summary>
/// The log as the web framework gets it: nothing below a warning. What the framework says of every request holds the whole query string,
/// and with it the tokens that clients send there. Where it could log requests, it makes an activity and scopes for each of them, with ids
/// that nobody asks for: more memory and time than our own part of a short request.
/// </summary>
internal sealed class FrameworkLog(ILoggerFactory loggers) : ILoggerFactory
{
    private const string FrameworkCategory = "Microsoft.AspNetCore";

    /// <summary>Tells of requests as they come and go; unhandled faults are told by the server under another name.</summary>
    private const string RequestCategory = "Microsoft.AspNetCore.Hosting.Diagnostics";

    public ILogger CreateLogger(string categoryName)
    {
        if (categoryName == RequestCategory)
        {
            return NullLogger.Instance;
        }

        var logger = loggers.CreateLogger(categoryName);
        return categoryName.StartsWith(FrameworkCategory, StringComparison.Ordinal) ? new WarningLogger(logger) : logger;
    }

    public void AddProvider(ILoggerProvider provider) => loggers.AddProvider(provider);

    /// <summary>The log belongs to whoever made it.</summary>
    public void Dispose()
    {
    }

    private sealed class WarningLogger(ILogger logger) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning && logger.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                logger.Log(logLevel, eventId, state, exception, formatter);
            }
        }
    }
}
