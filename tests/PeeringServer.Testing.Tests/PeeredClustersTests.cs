using System.Net;
using PeeringServer.Core.Peerings;

namespace PeeringServer.Testing.Tests;

public sealed class PeeredClustersTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Clusters_Started_AreActiveOnBothSides()
    {
        await using var clusters = await PeeredClusters.StartAsync().WaitAsync(Deadline);

        (await clusters.Dialer.Client.GetStringAsync("/v1/peering/acceptor")).Should().Contain("\"State\":\"ACTIVE\"").And.Contain("\"Datacenter\":\"dc1\"");
        (await clusters.Acceptor.Client.GetStringAsync("/v1/peering/dialer")).Should().Contain("\"State\":\"ACTIVE\"").And.Contain("\"Datacenter\":\"dc2\"");
        clusters.Dialer.Errors.Should().BeEmpty();
        clusters.Acceptor.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task Deletion_AtTheAcceptor_TerminatesTheDialer()
    {
        await using var clusters = await PeeredClusters.StartAsync().WaitAsync(Deadline);

        (await clusters.Acceptor.Client.DeleteAsync("/v1/peering/dialer")).StatusCode.Should().Be(HttpStatusCode.OK);

        await clusters.Dialer.WaitForPeeringAsync(PeeredClusters.AcceptorName, PeeringState.Terminated).WaitAsync(Deadline);
    }

    [Fact]
    public async Task Deletion_AtTheDialer_TerminatesTheAcceptor()
    {
        await using var clusters = await PeeredClusters.StartAsync().WaitAsync(Deadline);

        (await clusters.Dialer.Client.DeleteAsync("/v1/peering/acceptor")).StatusCode.Should().Be(HttpStatusCode.OK);

        await clusters.Acceptor.WaitForPeeringAsync(PeeredClusters.DialerName, PeeringState.Terminated).WaitAsync(Deadline);
    }

    [Fact]
    public async Task Acceptor_ThatStops_LeavesTheDialerFailing()
    {
        await using var clusters = await PeeredClusters.StartAsync().WaitAsync(Deadline);

        await clusters.Acceptor.StopAsync().WaitAsync(Deadline);

        await clusters.Dialer.WaitForPeeringAsync(PeeredClusters.AcceptorName, PeeringState.Failing).WaitAsync(Deadline);
    }

    [Fact]
    public async Task Wait_ForAStateThatNeverComes_EndsInTime_AndTellsWhatThereIs()
    {
        await using var cluster = await ConsulCluster.StartAsync().WaitAsync(Deadline);
        (await cluster.Client.PostAsync("/v1/peering/token", new StringContent("{\"PeerName\":\"a\"}"))).EnsureSuccessStatusCode();

        var wait = () => cluster.WaitForPeeringAsync("a", PeeringState.Active, TimeSpan.FromMilliseconds(50)).WaitAsync(Deadline);

        await wait.Should().ThrowAsync<TimeoutException>().WithMessage("The peering did not become Active within 00:00:00.0500000; \"a\" is Pending, and its stream told of no error");
    }

    [Fact]
    public async Task Wait_UnderANameInAnotherCase_IsWokenToo()
    {
        await using var cluster = await ConsulCluster.StartAsync().WaitAsync(Deadline);
        var wait = cluster.WaitForPeeringAsync("MiXeD", PeeringState.Pending);

        (await cluster.Client.PostAsync("/v1/peering/token", new StringContent("{\"PeerName\":\"mixed\"}"))).EnsureSuccessStatusCode();

        await wait.WaitAsync(Deadline);
    }

    [Fact]
    public async Task Wait_OnAClusterThatStops_Ends()
    {
        await using var cluster = await ConsulCluster.StartAsync().WaitAsync(Deadline);
        var wait = cluster.WaitForPeeringAsync("nobody", PeeringState.Active);

        await cluster.StopAsync().WaitAsync(Deadline);

        await FluentActions.Awaiting(() => wait.WaitAsync(Deadline)).Should().ThrowAsync<InvalidOperationException>().WithMessage("*there is no peering \"nobody\"");
    }

    [Fact]
    public async Task Wait_ForAStateThatNeverComes_EndsWithItsCancellation()
    {
        await using var cluster = await ConsulCluster.StartAsync().WaitAsync(Deadline);
        using var gaveUp = new CancellationTokenSource();
        var wait = cluster.WaitForPeeringAsync("nobody", PeeringState.Active, gaveUp.Token);

        await gaveUp.CancelAsync();

        await FluentActions.Awaiting(() => wait.WaitAsync(Deadline)).Should().ThrowAsync<OperationCanceledException>();
    }
}
