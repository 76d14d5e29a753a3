using PeeringServer.CommandLine.Log;
using Serilog;
using Serilog.Events;
using Serilog.Formatting;

namespace PeeringServer.Tests.CommandLine;

public sealed class LogFormatterTests
{
    private static readonly DateTimeOffset Time = new(2026, 1, 2, 15, 4, 5, 67, TimeSpan.Zero);

    [Theory]
    [InlineData("agent: plain", "plain")]
    [InlineData("agent: named inline", "named {What}", "inline")]
    [InlineData("agent: message: key=value", "message: key={Key}", "value")]
    [InlineData("agent: message: key=\"two words\" n=5", "message: key={Key} n={Number}", "two words", 5)]
    [InlineData("agent: message: key=\"say \\\"x\\\"\" ok=true", "message: key={Key} ok={Ok}", "say \"x\"", true)]
    [InlineData("agent: message: key=\"\"", "message: key={Key}", "")]
    [InlineData("agent: message: key=\"tab\\there\"", "message: key={Key}", "tab\there")]
    [InlineData("agent: message:\n  error=\n  | 1 error occurred:\n  | \\t* listen\n  | \n  ", "message: error={Error}", "1 error occurred:\n\t* listen\n\n")]
    public void Line_Event_IsLaidOutAsConsuls(string expected, string template, params object[] values) =>
        Format(new LineFormatter(), LogEventLevel.Information, template, values).Should().Be($"2026-01-02T15:04:05.067Z [INFO]  {expected}\n");

    [Theory]
    [InlineData(LogEventLevel.Verbose, "[TRACE] ")]
    [InlineData(LogEventLevel.Debug, "[DEBUG] ")]
    [InlineData(LogEventLevel.Warning, "[WARN]  ")]
    [InlineData(LogEventLevel.Error, "[ERROR] ")]
    [InlineData(LogEventLevel.Fatal, "[ERROR] ")]
    public void Line_Level_IsPadded(LogEventLevel level, string tag) =>
        Format(new LineFormatter(), level, "x").Should().Be($"2026-01-02T15:04:05.067Z {tag}agent: x\n");

    [Fact]
    public void Json_Event_HasConsulsKeysFirst() =>
        Format(new JsonFormatter(), LogEventLevel.Warning, "message: b={B} a={A}", "<x>", 1).Should().Be(
            "{\"@level\":\"warn\",\"@message\":\"message\",\"@module\":\"agent\",\"@timestamp\":\"2026-01-02T15:04:05.067000Z\",\"a\":\"1\",\"b\":\"<x>\"}\n");

    [Theory]
    [InlineData("PeeringServer.Http.PeeringEndpoints", "agent.http")]
    [InlineData("Microsoft.AspNetCore.Server.Kestrel", "agent.http")]
    [InlineData("PeeringServer.Peerstream.DialerSession", "agent.grpc-api.peerstream")]
    [InlineData("PeeringServer.Core.Cluster", "agent.server")]
    [InlineData("agent.leader.peering", "agent.leader.peering")]
    [InlineData("PeeringServer.AgentHost", "agent")]
    public void Line_Category_HasAConsulName(string category, string module)
    {
        var text = Format(new LineFormatter(), LogEventLevel.Information, "x", [], category);

        text.Should().EndWith($" {module}: x\n");
    }

    private static string Format(ITextFormatter formatter, LogEventLevel level, string template, params object[] values) =>
        Format(formatter, level, template, values, "agent");

    private static string Format(ITextFormatter formatter, LogEventLevel level, string template, object[] values, string category)
    {
        using var logger = new LoggerConfiguration().CreateLogger();
        logger.BindMessageTemplate(template, values, out var parsed, out var properties);
        var all = properties!.Append(new LogEventProperty("SourceContext", new ScalarValue(category)));
        var text = new StringWriter();
        formatter.Format(new LogEvent(Time, level, null, parsed!, all), text);
        return text.ToString();
    }
}
