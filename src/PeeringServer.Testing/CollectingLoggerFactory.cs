using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace PeeringServer.Testing;

/// <summary>Keeps what is logged.</summary>
internal sealed class CollectingLoggerFactory(LogLevel minimum = LogLevel.Debug) : ILoggerFactory
{
    private readonly ConcurrentQueue<(LogLevel Level, string Line)> _lines = new();

    public IReadOnlyList<string> Lines => [.. _lines.Select(static entry => entry.Line)];

    public IReadOnlyList<string> Errors => [.. _lines.Where(static entry => entry.Level >= LogLevel.Error).Select(static entry => entry.Line)];

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName, minimum);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("The log of a cluster under test goes nowhere else.");

    public void Dispose()
    {
    }

    private sealed class Logger(CollectingLoggerFactory owner, string category, LogLevel minimum) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= minimum;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                owner._lines.Enqueue((logLevel, exception is null ? $"[{logLevel}] {category}: {formatter(state, exception)}" : $"[{logLevel}] {category}: {formatter(state, exception)} {exception}"));
            }
        }
    }
}
