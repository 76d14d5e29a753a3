using System.Net;
using System.Net.Http.Json;
using PeeringServer.Testing;

namespace PeeringServer.Tests.Http;

public sealed class BlockingTests : ClusterTest
{
    [Fact]
    public async Task Query_WithVirtualTime_EndsWhenItsTimeIsOver()
    {
        var clock = new VirtualTimeProvider();
        var cluster = await StartAsync(clock: clock);
        var index = await GenerateAsync(cluster, "a");
        var pending = clock.PendingTimers;
        var query = cluster.Client.GetAsync($"/v1/peering/a?index={index}&wait=10m");
        await clock.WhenTimersPendingAsync(pending + 1).WaitAsync(Deadline);

        clock.Advance(TimeSpan.FromMinutes(9));
        query.IsCompleted.Should().BeFalse();
        clock.Advance(TimeSpan.FromMinutes(2));
        var answer = await query.WaitAsync(Deadline);

        answer.Headers.GetValues("X-Consul-Index").Should().Equal(index);
    }

    [Fact]
    public async Task Stop_WithBlockedQueries_TakesNoTime()
    {
        var clock = new VirtualTimeProvider();
        var cluster = await StartAsync(clock: clock);
        var index = await GenerateAsync(cluster, "a");
        var pending = clock.PendingTimers;
        var queries = Enumerable.Range(0, 20).Select(_ => cluster.Client.GetAsync($"/v1/peering/a?index={index}&wait=5m")).ToList();
        await clock.WhenTimersPendingAsync(pending + queries.Count).WaitAsync(Deadline);
        var started = TimeProvider.System.GetTimestamp();

        await cluster.StopAsync().WaitAsync(Deadline);

        TimeProvider.System.GetElapsedTime(started).Should().BeLessThan(TimeSpan.FromSeconds(2));
        foreach (var query in queries)
        {
            (await query.WaitAsync(Deadline)).StatusCode.Should().Be(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task Client_ThatLeaves_FreesItsQueryAtOnce()
    {
        var clock = new VirtualTimeProvider();
        var cluster = await StartAsync(clock: clock);
        var index = await GenerateAsync(cluster, "a");
        var pending = clock.PendingTimers;
        using var leaving = new CancellationTokenSource();
        var query = cluster.Client.GetAsync($"/v1/peering/a?index={index}&wait=5m", leaving.Token);
        await clock.WhenTimersPendingAsync(pending + 1).WaitAsync(Deadline);

        await leaving.CancelAsync();
        await FluentActions.Awaiting(() => query).Should().ThrowAsync<OperationCanceledException>();
        using var deadline = new CancellationTokenSource(Deadline);
        while (clock.PendingTimers > pending)
        {
            deadline.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    [Fact]
    public async Task Query_ForADeletion_ShowsItAndThenItsEnd()
    {
        var cluster = await StartAsync();
        var index = await GenerateAsync(cluster, "a");
        var query = cluster.Client.GetAsync($"/v1/peering/a?index={index}");
        using var deadline = new CancellationTokenSource(Deadline);
        while (cluster.Host.Cluster.State.WatchedTopics < 2)
        {
            // One watch is the deletion worker's; the other is the query's.
            deadline.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        (await cluster.Client.DeleteAsync("/v1/peering/a")).StatusCode.Should().Be(HttpStatusCode.OK);
        var deleting = await query.WaitAsync(Deadline);
        var after = await cluster.Client.GetAsync($"/v1/peering/a?index={deleting.Headers.GetValues("X-Consul-Index").Single()}").WaitAsync(Deadline);

        (await deleting.Content.ReadAsStringAsync()).Should().Contain("\"State\":\"DELETING\"").And.Contain("\"DeletedAt\":");
        after.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    private static async Task<string> GenerateAsync(ConsulCluster cluster, string name)
    {
        (await cluster.Client.PostAsJsonAsync("/v1/peering/token", new { PeerName = name })).EnsureSuccessStatusCode();
        var read = await cluster.Client.GetAsync($"/v1/peering/{name}");
        return read.Headers.GetValues("X-Consul-Index").Single();
    }
}
