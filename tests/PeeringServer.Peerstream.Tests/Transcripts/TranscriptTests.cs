using PeeringServer.Peerstream.Tests.Scripted;

namespace PeeringServer.Peerstream.Tests.Transcripts;

/// <summary>A peer made of a transcript finds the product on the other side to be what it met then.</summary>
public sealed class TranscriptTests
{
    /// <summary>What the product is the acceptor of.</summary>
    private static readonly Transcript[] ToAcceptor =
    [
        new("01-establish-steady.json"),
        new("02-dialer-deletes.json"),
        new("03-acceptor-deletes.json"),
        new("03-establish-before-terminated.json"),
        new("04-exported-services.json"),
        new("05-errors.json")
        {
            Skipped = ["whose node is nil", "another service of the acceptor"],
            WithoutStates = true,
            Pending = "a real acceptor panics on an instance without a node, and has services that there are none of here",
        },
        new("06-acceptor-killed-and-restarted.json"),
        new("06-dialer-killed-and-restarted.json"),
        new("06-dialer-restarted-certificate-not-in-bundle.json"),
        new("07-second-stream-and-ended-peerings.json")
        {
            Skipped = ["a third stream"],
            WithoutStates = true,
            Pending = "a refused second stream changes nothing here, so that a third is refused as well",
        },
        new("09-fake-dialer-minimum.json"),
        new("11-network-cut.json") { WithTimes = true },
        new("11-tcp-resets.json"),
        new("12-establish-again.json"),
        new("13-acceptor-with-acls.json"),
        new("14-second-server-and-follower.json") { Until = "a second server joins", Pending = "a cluster has one server" },
        new("15-ping-limits.json"),
    ];

    /// <summary>What the product is the dialer of.</summary>
    private static readonly Transcript[] ToDialer =
    [
        new("01-establish-steady.json"),
        new("02-dialer-deletes.json"),
        new("03-acceptor-deletes.json"),
        new("03-establish-before-terminated.json"),
        new("04-exported-services.json"),
        new("06-acceptor-killed-and-restarted.json"),
        new("06-dialer-killed-and-restarted.json"),
        new("06-dialer-restarted-certificate-not-in-bundle.json"),
        new("08-fake-acceptor-stream-aborted.json"),
        new("08-fake-acceptor-stream-failed-precondition.json"),
        new("08-fake-acceptor-stream-flapping.json"),
        new("08-fake-acceptor-stream-heartbeats-only.json"),
        new("08-fake-acceptor-stream-import.json"),
        new("08-fake-acceptor-stream-invalid-argument.json"),
        new("08-fake-acceptor-stream-ok-at-once.json"),
        new("08-fake-acceptor-stream-one-heartbeat.json"),
        new("08-fake-acceptor-stream-permission-denied.json"),
        new("08-fake-acceptor-stream-resource-exhausted.json"),
        new("08-fake-acceptor-stream-silent.json"),
        new("08-fake-acceptor-stream-terminated-then-aborted.json"),
        new("08-fake-acceptor-stream-terminated-then-wait.json"),
        new("08-fake-acceptor-stream-unavailable.json"),
        new("08-fake-acceptor-stream-unimplemented.json"),
        new("11-network-cut.json") { WithTimes = true },
        new("11-tcp-resets.json"),
        new("12-establish-again.json"),
        new("14-second-server-and-follower.json") { Until = "case: ExchangeSecret on the follower", Pending = "a fake dialer calls a follower after that: a cluster has one server" },
    ];

    /// <summary>What no peer can be made of; the behaviour has tests of its own.</summary>
    private static readonly Dictionary<string, string> NotPlayed = new()
    {
        [ExchangeCase.File] = "each case needs another listener: ExchangeTranscriptTests plays them one by one",
        [TlsFactsTests.File] = "holds facts, not a play: TlsFactsTests looks at them one by one",
    };

    public static TheoryData<string> DialerFiles => [.. ToDialer.Select(static transcript => transcript.File)];

    public static TheoryData<string> AcceptorFiles => [.. ToAcceptor.Select(static transcript => transcript.File)];

    [Theory]
    [MemberData(nameof(AcceptorFiles))]
    public async Task Acceptor_OfATranscript_AnswersItsDialerAsRecorded(string file)
    {
        var clock = new ObservedClock();
        var transcript = ToAcceptor.Single(transcript => transcript.File == file);
        await using var acceptor = new PlayedCluster("dc-alpha", clock, transcript.Kills("alpha"));
        acceptor.Start();
        await acceptor.AnswersAsync();
        var player = new RecordedDialer(acceptor, clock, transcript);

        await player.PlayAsync();

        player.Differences.Should().BeEmpty();
        player.Compared.Should().BeGreaterThan(8);
        acceptor.Errors.Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(DialerFiles))]
    public async Task Dialer_OfATranscript_DialsAndSpeaksAsRecorded(string file)
    {
        var clock = new ObservedClock();
        var transcript = ToDialer.Single(transcript => transcript.File == file);
        await using var dialer = new PlayedCluster("dc-beta", clock, transcript.Kills("beta"));
        dialer.Start();
        await dialer.AnswersAsync();
        using var acceptor = new ScriptedAcceptor(clock);
        var player = new RecordedAcceptor(dialer, clock, acceptor, transcript);

        await player.PlayAsync();

        player.Differences.Should().BeEmpty();
        player.Compared.Should().BeGreaterThan(8);
        dialer.Errors.Should().BeEmpty();
    }

    [Fact]
    public void Transcripts_All_ArePlayedOrListedWithAReason()
    {
        var recorded = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Recordings"), "??-*.json").Select(Path.GetFileName);

        ToAcceptor.Concat(ToDialer).Select(static transcript => transcript.File).Concat(NotPlayed.Keys).Distinct().Should().BeEquivalentTo(recorded);
        ToAcceptor.Concat(ToDialer).Where(static transcript => transcript != new Transcript(transcript.File) { WithTimes = transcript.WithTimes }).Should().OnlyContain(static transcript => transcript.Pending.Length > 0);
        NotPlayed.Values.Should().OnlyContain(static reason => reason.Length > 0);
    }
}
