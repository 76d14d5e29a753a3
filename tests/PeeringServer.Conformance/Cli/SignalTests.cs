using System.Diagnostics;
using System.Globalization;
using PeeringServer.Conformance.Clusters;

namespace PeeringServer.Conformance.Cli;

/// <summary>Signals that no recording has: how a process was started decides what becomes of them.</summary>
public sealed class SignalTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly string[] PortNames = ["http", "grpc", "grpc_tls", "server"];

    [Theory]
    [InlineData("INT", "interrupt")]
    [InlineData("TERM", "terminated")]
    public async Task Agent_StartedWithASignalIgnored_HeedsItAllTheSame(string signal, string told)
    {
        var run = await EndByAsync(signal, static (signal, words, folder) => ProgramProcess.StartIgnoring(signal, words, folder));

        run.ExitCode.Should().Be(1);
        run.Output.Should().Contain($"Caught: signal={told}");
    }

    [Fact]
    public async Task Agent_TheFirstAbort_EndsIt()
    {
        var run = await EndByAsync("ABRT", static (_, words, folder) => ProgramProcess.Start(words, new Dictionary<string, string>(), folder));

        run.ExitCode.Should().NotBe(0);
        run.Output.Should().NotContain("Caught: signal=");
    }

    private static async Task<CommandRun> EndByAsync(string signal, Func<string, string[], string, ProgramProcess> start)
    {
        using var folder = new TemporaryDirectory();
        using var deadline = new CancellationTokenSource(Deadline, TimeProvider.System);
        var ports = FreePorts.For(PortNames);
        var hcl = string.Create(CultureInfo.InvariantCulture, $"ports {{ {string.Join(' ', ports.Select(static port => $"{port.Key} = {port.Value}"))} }}");
        await using var agent = start(signal, ["agent", "-dev", "-hcl", hcl], folder.Path);
        await AgentProcess.ReadyAsync(agent, ports["http"], deadline.Token);
        agent.IsRunning.Should().BeTrue();

        var clock = Stopwatch.StartNew();
        await agent.SignalAsync(signal, deadline.Token);
        var run = await agent.EndAsync(deadline.Token);

        clock.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(5), "whoever sent it waits for the end");
        return run;
    }
}
