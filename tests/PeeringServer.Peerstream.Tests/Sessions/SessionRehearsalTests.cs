using Microsoft.Extensions.DependencyInjection;
using PeeringServer.Peerstream.Sessions;
using PeeringServer.Peerstream.Tests.Infrastructure;
using PeeringServer.Peerstream.Tests.Scripted;
using PeeringServer.Testing;

namespace PeeringServer.Peerstream.Tests.Sessions;

/// <summary>A new process makes the code of a stream ready between the exchange of a secret and the stream.</summary>
public sealed class SessionRehearsalTests
{
    [Fact]
    public async Task Rehearsal_RunsToItsEnd_AndLeavesNothing()
    {
        var clock = new ManualTimeProvider();

        await SessionRehearsal.RunAsync(clock, CancellationToken.None).InTime();

        clock.Pending.Should().Be(0);
    }

    [Fact]
    public async Task Rehearsal_ThatIsCancelled_EndsByThatAndLeavesNothing()
    {
        var clock = new ManualTimeProvider();

        await FluentActions.Awaiting(() => SessionRehearsal.RunAsync(clock, new CancellationToken(canceled: true)).InTime()).Should().ThrowAsync<OperationCanceledException>();

        clock.Pending.Should().Be(0);
    }

    [Fact]
    public async Task Preparation_OfEitherSide_WaitsForTheExchange()
    {
        var clock = new ObservedClock();
        await using var acceptor = await ClusterExtensions.StartAsync("dc-alpha", clock);
        await using var dialer = await ClusterExtensions.StartAsync("dc-beta", clock);
        Task[] preparations = [PrepareAsync(acceptor), PrepareAsync(dialer)];
        var token = await acceptor.TokenAsync("beta");
        preparations.Should().OnlyContain(static preparation => !preparation.IsCompleted, "a cluster that never peers pays nothing");

        (await dialer.EstablishAsync("alpha", token)).Status.Should().Be(200);

        await Task.WhenAll(preparations).InTime();
        acceptor.Errors.Should().BeEmpty();
        dialer.Errors.Should().BeEmpty();
        acceptor.Log.Concat(dialer.Log).Should().NotContain(static line => line.Contains("could not be made ready", StringComparison.Ordinal));
        acceptor.Host.Cluster.State.Current.Peerings.ByName.Keys.Should().Equal("beta");
    }

    [Fact]
    public async Task Preparation_OfAClusterThatStops_EndsWithIt()
    {
        await using var cluster = await ClusterExtensions.StartAsync("dc-alpha");
        var preparation = PrepareAsync(cluster);

        cluster.Host.Cluster.Stop();

        await FluentActions.Awaiting(() => preparation.InTime()).Should().ThrowAsync<OperationCanceledException>();
    }

    private static Task PrepareAsync(ConsulCluster cluster) => cluster.Host.Services.GetRequiredService<PeerstreamServer>().PrepareStreamAsync();
}
