using System.Diagnostics;
using System.Text.RegularExpressions;
using PeeringServer.Conformance.Clusters;

namespace PeeringServer.Conformance.Launches;

/// <summary>Types the README's tour of two clusters into a shell, on free ports in the place of its own.</summary>
[Collection(PublishedProgramGroup.Name)]
public sealed partial class ReadmeTourTests(PublishedProgram program)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task Tour_OfTwoClusters_LeadsToAnActivePeering()
    {
        using var folder = new TemporaryDirectory();
        var http = await LaunchPorts.WriteAsync(folder);
        await using var first = LaunchedAgent.Start(program.Executable, folder, http, "-dev", "-config-file", LaunchPorts.File);
        await first.UntilAsync("/v1/status/leader", static leader => leader!.ToString().Length > 0, Deadline, Step);
        var tour = Console().Match(await File.ReadAllTextAsync(Path.Combine(PublishedProgram.RepositoryRoot(), "README.md"))).Groups[1].Value;
        var ports = FreePorts.For(["9300", "9500", "9502", "9503"]);
        tour.Should().ContainAll(ports.Keys, "the first server holds the usual ports, and nobody here finds out that one of them is taken");
        var lines = ports.Aggregate(tour, static (text, port) => text.Replace(port.Key, $"{port.Value}", StringComparison.Ordinal)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var commands = lines.Where(static line => line.StartsWith("$ ", StringComparison.Ordinal)).Select(static line => line[2..]).ToList();

        // Who types takes longer than the second server to start.
        commands.Insert(1, $"while ! peering-server members -http-addr localhost:{ports["9500"]} >/dev/null 2>&1; do :; done");
        var (code, output) = await RunAsync(commands, http);

        code.Should().Be(0, output);

        // How much of the way to it is seen depends on how fast the command starts.
        output.Split('\n').Should().Contain(static line => line.EndsWith("ACTIVE", StringComparison.Ordinal));
    }

    private async Task<(int Code, string Output)> RunAsync(IEnumerable<string> commands, int http)
    {
        var script = $"exec 2>&1\ntrap 'kill $!' EXIT\n{string.Join('\n', commands)}\n".Replace("&\n", ">/dev/null &\n", StringComparison.Ordinal);
        var start = new ProcessStartInfo("sh", ["-e", "-c", script]) { RedirectStandardOutput = true };
        start.Environment["PATH"] = $"{Path.GetDirectoryName(program.Executable)}:{start.Environment["PATH"]}";
        start.Environment["CONSUL_HTTP_ADDR"] = $"127.0.0.1:{http}";
        using var shell = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(Deadline);
        try
        {
            var output = await shell.StandardOutput.ReadToEndAsync(deadline.Token);
            await shell.WaitForExitAsync(deadline.Token);
            return (shell.ExitCode, output);
        }
        finally
        {
            shell.Kill(entireProcessTree: true);
        }
    }

    [GeneratedRegex("```console\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Console();
}
