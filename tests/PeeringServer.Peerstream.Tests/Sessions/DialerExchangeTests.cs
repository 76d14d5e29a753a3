using PeeringServer.Peerstream.Grpc;
using PeeringServer.Peerstream.Messages;
using PeeringServer.Peerstream.Tests.Infrastructure;
using PeeringServer.Peerstream.Tests.Scripted;

namespace PeeringServer.Peerstream.Tests.Sessions;

/// <summary>What establish answers for each answer of the exchange.</summary>
public sealed class DialerExchangeTests
{
    private static readonly TimeSpan LeastPause = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan MostPause = TimeSpan.FromMilliseconds(188);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan FirstDialDelay = TimeSpan.FromMilliseconds(250);

    [Fact]
    public async Task Establish_Denied_AnswersAtOnce()
    {
        await using var fixture = await DialerFixture.StartAsync();
        var establish = fixture.Cluster.EstablishAsync("p", fixture.Acceptor.Token());

        await using var call = await fixture.Acceptor.AcceptAsync();
        await call.ReadAsync();
        await call.RefuseAsync(GrpcStatusCode.PermissionDenied, "invalid peering establishment secret");

        (await establish).Should().Be((403, "a new peering token must be generated: invalid peering establishment secret"));
        (await fixture.Cluster.StateAsync("p")).Should().Be("PENDING");
    }

    [Theory]
    [InlineData(nameof(GrpcStatusCode.FailedPrecondition), "cannot establish a peering stream on a follower node", 500)]
    [InlineData(nameof(GrpcStatusCode.Unavailable), "try later", 503)]
    [InlineData(nameof(GrpcStatusCode.Unimplemented), "unknown method ExchangeSecret", 500)]
    [InlineData(nameof(GrpcStatusCode.Internal), "failed to persist peering secret: x", 500)]
    [InlineData(nameof(GrpcStatusCode.Unknown), "plain error", 500)]
    [InlineData(nameof(GrpcStatusCode.InvalidArgument), "no", 500)]
    [InlineData(nameof(GrpcStatusCode.Aborted), "no", 500)]
    [InlineData(nameof(GrpcStatusCode.ResourceExhausted), "rate limit reached, try again later", 429)]
    public async Task Establish_RefusedAgainAndAgain_ListsEveryTryOfThreeSeconds(string codeName, string message, int status)
    {
        var code = Enum.Parse<GrpcStatusCode>(codeName);
        await using var fixture = await DialerFixture.StartAsync();
        var began = fixture.Clock.GetUtcNow();
        var establish = fixture.Cluster.EstablishAsync("p", fixture.Acceptor.Token());
        var tries = 0;
        var pause = Task.FromResult(TimeSpan.Zero);
        while (true)
        {
            fixture.Clock.Advance(await pause.InTime());
            if (fixture.Clock.GetUtcNow() - began >= Patience)
            {
                break;
            }

            await using var call = await fixture.Acceptor.AcceptAsync();
            await call.ReadAsync();
            await call.RefuseAsync(code, message);
            tries++;
            pause = fixture.Clock.WaitBegunAsync(LeastPause, MostPause);
        }

        tries.Should().BeInRange(17, 20);
        (fixture.Clock.GetUtcNow() - began).Should().BeCloseTo(Patience, MostPause);
        var line = $"\n\t* failed to exchange peering secret through address \"{fixture.Acceptor.Address}\": rpc error: code = {code} desc = {message}";
        (await establish).Should().Be((status, $"{tries} errors occurred:{string.Concat(Enumerable.Repeat(line, tries))}\n\n"));
        (await fixture.Cluster.StateAsync("p")).Should().Be("PENDING");
    }

    [Fact]
    public async Task Establish_GivenAnEmptySecret_Fails()
    {
        await using var fixture = await DialerFixture.StartAsync();
        var establish = fixture.Cluster.EstablishAsync("p", fixture.Acceptor.Token());

        await fixture.Acceptor.ExchangeAsync("");

        (await establish).Should().Be((500, "failed to write peering: failed to write peering establishment secret: invalid secret write request: missing secret ID"));
    }

    [Fact]
    public async Task Establish_RefusedTwiceThenAnswered_IsEstablished()
    {
        await using var fixture = await DialerFixture.StartAsync();
        var establish = fixture.Cluster.EstablishAsync("p", fixture.Acceptor.Token());
        for (var i = 0; i < 2; i++)
        {
            await using var call = await fixture.Acceptor.AcceptAsync();
            await call.RefuseAsync(GrpcStatusCode.Unavailable, "try later");
            fixture.Clock.Advance(await fixture.Clock.WaitBegunAsync(LeastPause, MostPause).InTime());
        }

        await fixture.Acceptor.ExchangeAsync("not-a-uuid");

        (await establish).Should().Be((200, "{}"));
        await fixture.Clock.PassAsync(FirstDialDelay);
        await using var stream = await fixture.StreamAsync("not-a-uuid");
    }

    /// <summary>There is no deadline on the call.</summary>
    [Fact]
    public async Task Establish_AnsweredLate_Waits()
    {
        await using var fixture = await DialerFixture.StartAsync();
        var establish = fixture.Cluster.EstablishAsync("p", fixture.Acceptor.Token());
        await using var call = await fixture.Acceptor.AcceptAsync();
        await call.ReadAsync();

        fixture.Clock.Advance(TimeSpan.FromSeconds(8));
        await call.SendHeadersAsync();
        await call.SendAsync(new ExchangeSecretResponse { StreamSecret = DialerFixture.Secret });
        await call.EndAsync(GrpcStatusCode.OK, "");

        (await establish).Should().Be((200, "{}"));
    }

    [Fact]
    public async Task Establish_WithTheFirstAddressDead_GoesOnToTheSecond()
    {
        await using var fixture = await DialerFixture.StartAsync();
        string dead;
        using (var server = new RawServer())
        {
            dead = server.Address;
        }

        var establish = fixture.Cluster.EstablishAsync("p", fixture.Acceptor.Token(dead, fixture.Acceptor.Address));
        fixture.Clock.Advance(await fixture.Clock.WaitBegunAsync(LeastPause, MostPause).InTime());
        await fixture.Acceptor.ExchangeAsync(DialerFixture.Secret);

        (await establish).Should().Be((200, "{}"));
    }
}
