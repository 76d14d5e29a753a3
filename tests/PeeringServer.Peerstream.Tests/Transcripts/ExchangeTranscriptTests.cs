using PeeringServer.Peerstream.Tests.Scripted;

namespace PeeringServer.Peerstream.Tests.Transcripts;

/// <summary>What establish answers for each answer of the exchange on record. Every case has a cluster and an acceptor of its own.</summary>
public sealed class ExchangeTranscriptTests
{
    /// <summary>A real dialer repeats the whole series of these four times more, which is left out on purpose.</summary>
    private const string Repeated = "RESOURCE_EXHAUSTED";

    private static readonly IReadOnlyList<ExchangeCase> All = ExchangeCase.ReadAll();

    public static TheoryData<string> Cases => [.. All.Select(static played => played.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Establish_WithTheAcceptorOfACase_AnswersAsRecorded(string name)
    {
        var played = All.Single(played => played.Name == name);
        var clock = new ObservedClock();
        await using var dialer = await ClusterExtensions.StartAsync("dc-beta", clock);
        using var acceptor = new ExchangeAcceptor(played, clock);
        var player = new ExchangePlayer(dialer, clock, played, acceptor);

        await player.PlayAsync();

        var took = TimeSpan.FromMilliseconds((int)played.Establish["took_ms"]!);
        if (((string?)played.Establish["response_note"] ?? "").Length > 0 || name.Contains("nothing listens", StringComparison.Ordinal))
        {
            // A pause is 150 ms and up to a quarter more; no two series are of the same length.
            player.Result.Tries.Should().BeInRange(16, 20);
            took = name.Contains(Repeated, StringComparison.Ordinal) ? TimeSpan.FromSeconds(3) : took;
        }
        else
        {
            player.Result.Tries.Should().Be((int?)played.Establish["connections"] ?? (acceptor.IsLive[0] ? 1 : 2));
        }

        player.Result.Took.Should().BeCloseTo(took, TimeSpan.FromMilliseconds(188));
        dialer.Errors.Should().BeEmpty();
    }

    [Fact]
    public void Cases_AreAllThatWereRecorded()
    {
        All.Should().HaveCount(22);
        All.Should().OnlyContain(static played => played.Tries.Count > 0 || played.Name.Contains("nothing listens"));
    }
}
