using PeeringServer.Bench.Load;
using PeeringServer.Bench.Programs;
using PeeringServer.Bench.Report;

namespace PeeringServer.Bench.Measurements;

/// <summary>Requests a second, against a bare program that writes the same bytes under the same headers.</summary>
internal sealed class ThroughputMeasurement : IMeasurement
{
    private const double ReadAim = 0.85;
    private const double LongListAim = 0.5;
    private const string First = "peering-0";

    private static readonly LoadRequest Read = LoadRequest.Get($"/v1/peering/{First}");
    private static readonly LoadRequest List = LoadRequest.Get("/v1/peerings");

    private static readonly Scenario[] Scenarios =
    [
        new("read, 1 stored", 1, Read, ReadAim),
        new("list of 1", 1, List, null),
        new("list of 100", 100, List, null),
        new("list of 1,000", 1_000, List, LongListAim),
        new("read, 1,000 stored", 1_000, Read, ReadAim),
        new("generate token, same name", 1_000, LoadRequest.Token(First), null),
        new("generate token, new names", 1_000, LoadRequest.TokensForNewNames(), null),
    ];

    public string Name => "throughput";

    public async Task<IReadOnlyList<Figure>> RunAsync(PublishedPrograms programs, BenchSettings settings, CancellationToken cancellation)
    {
        using var bare = await ServerProcess.StartAsync(programs.Bare, cancellation).ConfigureAwait(false);
        using var ours = await ServerProcess.StartAsync(programs.Agent, cancellation).ConfigureAwait(false);
        var figures = new List<Figure>();
        var stored = 0;
        foreach (var scenario in Scenarios)
        {
            await Console.Error.WriteLineAsync($"  {scenario.Name}").ConfigureAwait(false);
            for (; stored < scenario.Stored; stored++)
            {
                using var connection = new LoadConnection(ours.Endpoint);
                connection.Exchange(LoadRequest.Token($"peering-{stored}"));
            }

            await SampleAnswer.HandOverAsync(ours, bare, scenario.Request, cancellation).ConfigureAwait(false);
            figures.Add(new ContestedLoad(bare, ours, settings).Run(scenario.Name, scenario.Request.To("/"), scenario.Request, scenario.Aim, cancellation));
        }

        figures.Add(Memory(bare, ours));
        return figures;
    }

    private static Figure Memory(ServerProcess bare, ServerProcess ours)
    {
        var (bareBytes, oursBytes) = (bare.ResidentBytes, ours.ResidentBytes);
        return new Figure("resident memory, after all of this", Units.Megabytes(bareBytes), Units.Megabytes(oursBytes))
        {
            Ratio = Units.Ratio((double)oursBytes / bareBytes),
        };
    }

    /// <param name="Name">What is measured.</param>
    /// <param name="Stored">Peerings that there are.</param>
    /// <param name="Request">What is asked.</param>
    /// <param name="Aim">Least ratio aimed at, or null.</param>
    private sealed record Scenario(string Name, int Stored, LoadRequest Request, double? Aim);
}
