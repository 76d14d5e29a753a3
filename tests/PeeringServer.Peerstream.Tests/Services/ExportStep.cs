using FsCheck;
using FsCheck.Fluent;

namespace PeeringServer.Peerstream.Tests.Services;

/// <summary>One thing done to the exporter or the line.</summary>
/// <param name="Kind">What.</param>
/// <param name="Node">To which node.</param>
/// <param name="Id">To which of its instances, of two.</param>
/// <param name="Name">Name of a service.</param>
/// <param name="Number">A port, an address, a status, a set of names.</param>
internal sealed record ExportStep(ExportStepKind Kind, string Node, string Id, string Name, int Number)
{
    public static readonly IReadOnlyList<string> Names = ["api", "db", "web"];

    private static readonly string[] Statuses = ["passing", "warning", "critical"];

    /// <summary>The state that a check is given.</summary>
    public string Status => Statuses[Number % Statuses.Length];

    /// <summary>What is exported from here on: any of the names, and perhaps everything.</summary>
    public IReadOnlyCollection<string> Exports => [.. Names.Append("*").Where((_, bit) => (Number & (1 << bit)) != 0)];

    public static Arbitrary<List<ExportStep>> Sequences()
    {
        var kinds = Gen.Frequency(
            (6, Gen.Constant(ExportStepKind.Register)),
            (2, Gen.Constant(ExportStepKind.DeregisterInstance)),
            (1, Gen.Constant(ExportStepKind.DeregisterNode)),
            (3, Gen.Constant(ExportStepKind.CheckInstance)),
            (2, Gen.Constant(ExportStepKind.CheckNode)),
            (1, Gen.Constant(ExportStepKind.UncheckNode)),
            (4, Gen.Constant(ExportStepKind.Export)),
            (1, Gen.Constant(ExportStepKind.ExportNothing)),
            (1, Gen.Constant(ExportStepKind.Cut)),
            (1, Gen.Constant(ExportStepKind.Mend)));
        var steps = from kind in kinds
                    from node in Gen.Elements("n1", "n2", "n3")
                    from id in Gen.Elements("1", "2")
                    from name in Gen.Elements("api", "db", "web")
                    from number in Gen.Choose(0, 15)
                    select new ExportStep(kind, node, id, name, number);
        return (from count in Gen.Choose(1, 40)
                from all in steps.ListOf(count)
                select all.ToList()).ToArbitrary();
    }
}
