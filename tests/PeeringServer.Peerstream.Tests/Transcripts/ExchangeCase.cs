using System.Text.Json.Nodes;

namespace PeeringServer.Peerstream.Tests.Transcripts;

/// <summary>One case of the file about ExchangeSecret: what was asked of a dialer, what it did, and what it answered.</summary>
/// <param name="Name">The note it begins with.</param>
/// <param name="Events">What came after that.</param>
internal sealed record ExchangeCase(string Name, IReadOnlyList<JsonNode> Events)
{
    public const string File = "08-fake-acceptor-exchange.json";

    public JsonNode Establish => Events.Single(static e => Is(e, "http") && (string)e["method"]! == "POST");

    /// <summary>The peering as it was read after that.</summary>
    public JsonNode Peering => Events.Single(static e => Is(e, "http") && (string)e["method"]! == "GET")["response"]!;

    /// <summary>The tries on record, each with what happened on its connection; those that were alike are left out.</summary>
    public IReadOnlyList<IReadOnlyList<JsonNode>> Tries => [.. Events
        .Where(static e => e["conn"] is not null && (int)e["conn"]! != 0)
        .GroupBy(static e => (int)e["conn"]!)
        .Select(static connection => (IReadOnlyList<JsonNode>)[.. connection])
        .Where(static connection => !connection.Any(static e => Is(e, "call") && !((string)e["path"]!).EndsWith("/ExchangeSecret", StringComparison.Ordinal)))];

    /// <summary>The stream that followed within the case, where one did.</summary>
    public IReadOnlyList<JsonNode> Stream => [.. Events.Where(e => e["conn"] is { } connection && !Tries.Any(made => (int)made[0]["conn"]! == (int)connection))];

    public static bool Is(JsonNode e, string kind) => (string)e["kind"]! == kind;

    public static IReadOnlyList<ExchangeCase> ReadAll()
    {
        var cases = new List<ExchangeCase>();
        foreach (var (_, e) in new Transcript(File).Read().OrderBy(static e => (int)e.Event["t"]!))
        {
            if (Is(e, "note"))
            {
                cases.Add(new ExchangeCase((string)e["text"]!, []));
            }
            else
            {
                cases[^1] = cases[^1] with { Events = [.. cases[^1].Events, e] };
            }
        }

        return cases;
    }

    public override string ToString() => Name;
}
