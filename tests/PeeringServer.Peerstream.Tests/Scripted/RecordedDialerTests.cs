namespace PeeringServer.Peerstream.Tests.Scripted;

/// <summary>A dialer made of a transcript is answered as it was then.</summary>
public sealed class RecordedDialerTests
{
    /// <summary>
    /// A real acceptor panics on an instance without a node, and then has a stream that is none; here it is refused. And it
    /// has services that there are none of here.
    /// </summary>
    [Fact]
    public async Task Acceptor_GivenEverythingWrong_AnswersAsRecorded()
    {
        await using var acceptor = await ClusterExtensions.StartAsync("dc-alpha");
        var dialer = new RecordedDialer(acceptor, static name => name.Contains("whose node is nil", StringComparison.Ordinal) || name.Contains("another service of the acceptor", StringComparison.Ordinal));

        await dialer.PlayAsync("05-errors.json");

        dialer.Differences.Should().BeEmpty();
        dialer.Compared.Should().BeGreaterThan(150);
        acceptor.Errors.Should().BeEmpty();
    }
}
