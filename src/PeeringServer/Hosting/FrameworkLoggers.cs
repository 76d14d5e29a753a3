using Microsoft.Extensions.Logging.Abstractions;

namespace PeeringServer.Hosting;

/// <summary>
/// The loggers that the web framework gets. Where its own could log, it makes an activity for every request and scopes for every
/// request and connection, with ids that nobody asks for: more memory and time than our own part of a short request.
/// </summary>
internal sealed class FrameworkLoggers(ILoggerFactory loggers) : ILoggerFactory
{
    /// <summary>Tells of requests as they come and go; unhandled faults are told by the server under another name.</summary>
    private const string RequestCategory = "Microsoft.AspNetCore.Hosting.Diagnostics";

    public ILogger CreateLogger(string categoryName) =>
        categoryName == RequestCategory ? NullLogger.Instance : new ScopelessLogger(loggers.CreateLogger(categoryName));

    public void AddProvider(ILoggerProvider provider) => loggers.AddProvider(provider);

    /// <summary>They belong to whoever started the agent.</summary>
    public void Dispose()
    {
    }

    private sealed class ScopelessLogger(ILogger logger) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logger.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            logger.Log(logLevel, eventId, state, exception, formatter);
    }
}
