using PeeringServer.Core.GoJson;
using PeeringServer.Http.Wire;

namespace PeeringServer.CommandLine.Peering;

/// <summary>Peerings as a table.</summary>
internal static class PeeringTable
{
    private static readonly string[] Header = ["Name", "State", "Imported Svcs", "Exported Svcs", "Meta"];

    /// <summary>The table's lines.</summary>
    public static string Of(IEnumerable<GoObject> peerings) => Columns.Format([Header, .. peerings.Select(Row)]);

    private static string[] Row(GoObject peering)
    {
        var stream = peering.GetObject(PeeringAnswerTypes.StreamStatus)!;
        return
        [
            peering.GetString(PeeringAnswerTypes.Name),
            peering.GetString(PeeringAnswerTypes.State),
            Count(stream, PeeringAnswerTypes.ImportedServices),
            Count(stream, PeeringAnswerTypes.ExportedServices),
            Meta(peering),
        ];
    }

    private static string Meta(GoObject peering)
    {
        var pairs = new List<string>();
        foreach (var (key, value) in peering.GetMap(PeeringAnswerTypes.Meta) ?? new Dictionary<string, object?>())
        {
            pairs.Add($"{key}={value}");
        }

        return string.Join(',', pairs);
    }

    private static string Count(GoObject stream, string field) => $"{stream.GetList(field)?.Count ?? 0}";
}
