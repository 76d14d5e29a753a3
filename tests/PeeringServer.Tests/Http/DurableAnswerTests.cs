using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using PeeringServer.Core;
using PeeringServer.Core.State;
using PeeringServer.Http;
using PeeringServer.Testing;

namespace PeeringServer.Tests.Http;

/// <summary>What is told to a client, and when.</summary>
public sealed class DurableAnswerTests : ClusterTest
{
    [Theory]
    [InlineData("/v1/kv/none", 404)]
    [InlineData("/v1/catalog/nodes?filter=x", 500)]
    [InlineData("/v1/acl/token/self", 401)]
    [InlineData("/v1/catalog/nodes", 200)]
    [InlineData("/_emulator/snapshot", 200)]
    public async Task Answer_OfWhateverKind_WaitsForTheDisk(string path, int status)
    {
        var cluster = await StartAsync();
        var log = new HeldLog();
        cluster.Host.Cluster.State.KeepIn(log);

        var answer = cluster.Client.GetAsync(path);
        (await Task.WhenAny(answer, log.Asked).WaitAsync(Deadline)).Should().BeSameAs(log.Asked);
        answer.IsCompleted.Should().BeFalse();
        log.Release();

        using var message = await answer.WaitAsync(Deadline);
        ((int)message.StatusCode).Should().Be(status);
    }

    [Fact]
    public async Task Snapshot_OfAStateThatCannotBeKept_IsRefused()
    {
        var cluster = await StartAsync();
        var state = cluster.Host.Cluster.State;
        state.KeepIn(new FailingLog());

        using var answer = await cluster.Client.GetAsync("/_emulator/snapshot");

        ((int)answer.StatusCode).Should().Be(500);
        (await answer.Content.ReadAsStringAsync()).Should().Be("full");
    }

    [Fact]
    public async Task Handler_WhoseFileFails_IsAFaultOfTheServer()
    {
        var cluster = await StartAsync();

        var run = () => ExchangeOf(cluster, new DefaultHttpContext()).RunAsync(static _ => throw new IOException("disk"));

        await run.Should().ThrowAsync<IOException>("the web server logs it and answers 500");
    }

    [Fact]
    public async Task Handler_WhoseClientLeft_AnswersNobody()
    {
        var cluster = await StartAsync();
        using var aborted = new CancellationTokenSource();
        await aborted.CancelAsync();
        var context = new DefaultHttpContext();

        await ExchangeOf(cluster, context).RunAsync(static _ => throw new ClientLeftException(new IOException("reset")));
        context.RequestAborted = aborted.Token;
        await ExchangeOf(cluster, context).RunAsync(static _ => throw new IOException("reset"));

        context.Response.Headers.Should().BeEmpty();
    }

    private static ConsulExchange ExchangeOf(ConsulCluster cluster, HttpContext context) => new(
        new ConsulRequest(context, ConsulTarget.Parse("/v1/status/leader")!, cluster.Host.Cluster, cluster.Options),
        new ConsulMuxEntry("/v1/status/leader", FrozenDictionary<string, Endpoint>.Empty, []));

    private sealed class FailingLog : IStateLog
    {
        public ValueTask WhenDurableAsync(ulong index, CancellationToken cancellation) => ValueTask.FromException(new RefusalException(RefusalKind.NotKept, "full"));
    }
}
