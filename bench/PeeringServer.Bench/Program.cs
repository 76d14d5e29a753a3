using System.CommandLine;
using PeeringServer.Bench;
using PeeringServer.Bench.Measurements;
using PeeringServer.Bench.Programs;
using PeeringServer.Bench.Report;

IMeasurement[] measurements = [new StartUpMeasurement(), new CommandsMeasurement(), new ThroughputMeasurement(), new BlockedQueriesMeasurement(), new AccessControlMeasurement(), new PeeringsMeasurement(), new ServicesMeasurement(), new ClustersMeasurement(), new DurableMeasurement()];

var quick = new Option<bool>("--quick") { Description = "A few seconds of everything, to see that it works." };
var only = new Option<string[]>("--only") { Description = "What to measure.", AllowMultipleArgumentsPerToken = true };
only.AcceptOnlyFromAmong([.. measurements.Select(static measurement => measurement.Name)]);
var output = new Option<FileInfo?>("--out") { Description = "Markdown page whose table is replaced." };
var command = new RootCommand("Measures the server against a bare Kestrel program.") { quick, only, output };
command.SetAction(async (arguments, cancellation) =>
{
    var folder = Directory.CreateTempSubdirectory("peering-server-bench-");
    try
    {
        await Console.Error.WriteLineAsync("publish");
        var programs = await PublishedPrograms.PublishAsync(folder.FullName, cancellation);
        var chosen = arguments.GetValue(only) is { Length: > 0 } names ? measurements.Where(measurement => names.Contains(measurement.Name)) : measurements;
        var figures = new List<Figure>();
        foreach (var measurement in chosen)
        {
            await Console.Error.WriteLineAsync(measurement.Name);
            figures.AddRange(await measurement.RunAsync(programs, arguments.GetValue(quick) ? BenchSettings.Quick : new BenchSettings(), cancellation));
        }

        var table = MarkdownTable.Format(figures);
        Console.Write(table);
        if (arguments.GetValue(output) is { } page)
        {
            MarkdownTable.Replace(page.FullName, table);
        }
    }
    finally
    {
        folder.Delete(recursive: true);
    }
});

// An interrupted bench ends what it has started; the slice of load under way comes first.
return await command.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(20) });
