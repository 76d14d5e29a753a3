using System.Diagnostics;
using System.Globalization;
using PeeringServer.Bench.Programs;
using PeeringServer.Bench.Report;

namespace PeeringServer.Bench.Measurements;

/// <summary>Time from the start of a client command to its end, against a .NET program that does nothing.</summary>
internal sealed class CommandsMeasurement : IMeasurement
{
    private const double Aim = 2.5;

    public string Name => "commands";

    public async Task<IReadOnlyList<Figure>> RunAsync(PublishedPrograms programs, BenchSettings settings, CancellationToken cancellation)
    {
        using var server = await ServerProcess.StartAsync(programs.Agent, cancellation).ConfigureAwait(false);
        var command = programs.Agent.Executable;
        Command empty = new("", programs.Empty, [], 0);
        Command[] measured =
        [
            new("version", command, ["version"], 0),
            new("peering list, nobody there", command, ["peering", "list", $"-http-addr=127.0.0.1:{LoopbackPort.Free()}"], 1),
            new("peering list", command, ["peering", "list", $"-http-addr={server.Endpoint}"], 0),
        ];

        // The first start of each finds cold files.
        _ = await RunAsync(empty, cancellation).ConfigureAwait(false);
        foreach (var each in measured)
        {
            _ = await RunAsync(each, cancellation).ConfigureAwait(false);
        }

        var bare = new List<double>();
        var ours = measured.Select(static _ => new List<double>()).ToList();
        for (var i = 0; i < settings.Commands; i++)
        {
            bare.Add(await RunAsync(empty, cancellation).ConfigureAwait(false));
            for (var j = 0; j < measured.Length; j++)
            {
                ours[j].Add(await RunAsync(measured[j], cancellation).ConfigureAwait(false));
            }
        }

        return [.. measured.Select((each, j) => Compare(each.Name, bare, ours[j]))];
    }

    /// <summary>Runs a command to its end, and returns how many milliseconds that took.</summary>
    /// <exception cref="InvalidOperationException">It ends otherwise than it should.</exception>
    private static async Task<double> RunAsync(Command command, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(command.Executable, command.Arguments) { RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException($"{command.Executable} did not start.");
        var (output, error) = (process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation));
        await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        var time = clock.Elapsed;
        return process.ExitCode == command.ExitCode
            ? time.TotalMilliseconds
            : throw new InvalidOperationException($"{command.Name} ended with {process.ExitCode}: {await output.ConfigureAwait(false)}{await error.ConfigureAwait(false)}");
    }

    private static Figure Compare(string name, List<double> bare, List<double> ours)
    {
        var (bareMedian, oursMedian) = (Units.Median(bare), Units.Median(ours));
        var ratio = oursMedian / bareMedian;
        return new Figure(string.Create(CultureInfo.InvariantCulture, $"command: {name} (beside: an empty program)"), Units.Milliseconds(bareMedian), Units.Milliseconds(oursMedian))
        {
            Ratio = Units.Ratio(ratio, bare.Zip(ours, static (left, right) => right / left).ToList()),
            Aim = Report.Aim.AtMost(Aim, ratio),
        };
    }

    private sealed record Command(string Name, string Executable, string[] Arguments, int ExitCode);
}
