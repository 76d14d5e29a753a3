using System.Threading.Channels;
using PeeringServer.Peerstream.Grpc;
using PeeringServer.Peerstream.Messages;
using PeeringServer.Peerstream.Sessions;
using PeeringServer.Peerstream.Tests.Infrastructure;
using PeeringServer.Peerstream.Tests.Scripted;

namespace PeeringServer.Peerstream.Tests.Sessions;

/// <summary>What waits to be written is bounded, and whoever answers never waits.</summary>
public sealed class SessionWriterTests
{
    private const int MostAnswers = 65_536;

    private static readonly ReplicationMessage Answer = new() { Request = new() { ResourceURL = Urls.TrustBundle, ResponseNonce = "00000001" } };

    [Fact]
    public async Task Answers_ThatNobodyReads_AreTooManyInTheEnd()
    {
        await using var cluster = await ClusterExtensions.StartAsync("dc-alpha");
        var writer = new SessionWriter(cluster.Host.Cluster, new SessionRole("p", "", IsDialer: false), new OneAtATime(), static () => { });
        for (var i = 0; i < MostAnswers; i++)
        {
            writer.Acknowledge(Answer);
        }

        var more = () => writer.Acknowledge(Answer);

        more.Should().Throw<GrpcException>().Which.Status.Should().Be(new GrpcStatus(GrpcStatusCode.ResourceExhausted, "too many answers wait to be read"));
    }

    [Fact]
    public async Task Answers_ThatAreRead_AreNeverTooMany()
    {
        await using var cluster = await ClusterExtensions.StartAsync("dc-alpha");
        var stream = new OneAtATime();
        var writer = new SessionWriter(cluster.Host.Cluster, new SessionRole("p", "", IsDialer: false), stream, static () => { });
        using var over = new CancellationTokenSource();
        var writing = writer.WriteAsync(over.Token, over.Token);
        for (var i = 0; i < MostAnswers + 1000; i++)
        {
            if (i >= MostAnswers - 1)
            {
                await stream.ReadAsync().InTime();
            }

            writer.Acknowledge(Answer);
        }

        await over.CancelAsync();
        await FluentActions.Awaiting(() => writing.InTime()).Should().ThrowAsync<OperationCanceledException>();
    }

    /// <summary>Takes a message when a test reads one.</summary>
    private sealed class OneAtATime : IGrpcStream<ReplicationMessage, ReplicationMessage>
    {
        private readonly Channel<bool> _places = Channel.CreateUnbounded<bool>();
        private readonly Channel<bool> _written = Channel.CreateUnbounded<bool>();

        public async Task ReadAsync()
        {
            _places.Writer.TryWrite(true);
            await _written.Reader.ReadAsync();
        }

        public ValueTask<ReplicationMessage?> ReadAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public async ValueTask WriteAsync(ReplicationMessage message, CancellationToken cancellationToken)
        {
            await _places.Reader.ReadAsync(cancellationToken);
            _written.Writer.TryWrite(true);
        }
    }
}
