using System.Net.Http.Json;
using System.Text.Json;
using PeeringServer.Core.Peerings;
using PeeringServer.Testing;
using Xunit.Abstractions;

namespace PeeringServer.Persistence.Tests.Crash;

/// <summary>
/// Kills the program at random moments while others write to it. Rounds are shared out to lanes, a process each; the first is peered, which has to recover too.
/// <c>CRASH_ROUNDS</c> in the environment sets their number.
/// </summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    private const int Lanes = 2;
    private const int Writers = 8;
    private const int MostWrites = 40;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private static int Rounds => int.TryParse(Environment.GetEnvironmentVariable("CRASH_ROUNDS"), out var rounds) ? rounds : 100;

    [Fact]
    public async Task Kill_AtAnyMoment_LosesNothingThatWasAcknowledged()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var acknowledged = await Task.WhenAll(Enumerable.Range(0, Lanes).Select(lane => RunLaneAsync(new Random(seed + lane), isPeered: lane == 0, Rounds / Lanes)));

        output.WriteLine($"{Rounds} rounds, {acknowledged.Sum()} writes acknowledged");
        acknowledged.Sum().Should().BeGreaterThanOrEqualTo(Rounds);
    }

    private async Task<int> RunLaneAsync(Random random, bool isPeered, int rounds)
    {
        await using var acceptor = await ConsulCluster.StartAsync();
        await using var victim = new ServerProcess();
        await victim.StartAsync();
        if (isPeered)
        {
            await PeerAsync(acceptor, victim);
        }

        var acknowledged = 0;
        for (var round = 0; round < rounds; round++)
        {
            using var client = new HttpClient { BaseAddress = victim.Address };
            var left = random.Next(1, MostWrites);
            var due = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var writers = Enumerable.Range(0, Writers).Select(i => new Writer(client, $"w{i}", Count)).ToList();
            var writing = Task.WhenAll(writers.Select(static writer => writer.RunAsync()));
            await due.Task.WaitAsync(Deadline);

            // Not with an acknowledgement, but anywhere in the commits that follow it.
            Thread.SpinWait(random.Next(1_000_000));
            await victim.KillAsync();
            await writing.WaitAsync(Deadline);

            await victim.StartAsync();
            foreach (var writer in writers)
            {
                await writer.CheckAsync();
            }

            if (isPeered)
            {
                await acceptor.WaitForPeeringAsync(PeeredClusters.DialerName, PeeringState.Active).WaitAsync(Deadline);
            }

            victim.Log.Should().NotContain(static line => line.Contains("[ERROR]", StringComparison.Ordinal));

            void Count()
            {
                Interlocked.Increment(ref acknowledged);
                if (Interlocked.Decrement(ref left) == 0)
                {
                    due.TrySetResult();
                }
            }
        }

        acceptor.Errors.Should().BeEmpty();
        return acknowledged;
    }

    private static async Task PeerAsync(ConsulCluster acceptor, ServerProcess dialer)
    {
        using var client = new HttpClient { BaseAddress = dialer.Address };
        using var generated = await acceptor.Client.PostAsJsonAsync("/v1/peering/token", new { PeerName = PeeredClusters.DialerName });
        var token = (await generated.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("PeeringToken").GetString();
        using var established = await client.PostAsJsonAsync("/v1/peering/establish", new { PeerName = PeeredClusters.AcceptorName, PeeringToken = token });
        established.EnsureSuccessStatusCode();
        await acceptor.WaitForPeeringAsync(PeeredClusters.DialerName, PeeringState.Active).WaitAsync(Deadline);
    }
}
