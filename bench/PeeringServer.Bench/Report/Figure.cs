namespace PeeringServer.Bench.Report;

/// <summary>One line of the table.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Beside">Of the bare Kestrel program, unless the name says of what else; or a dash.</param>
/// <param name="Ours">Of the server.</param>
internal sealed record Figure(string Name, string Beside, string Ours)
{
    /// <summary>Ours over bare, where that says something.</summary>
    public string Ratio { get; init; } = "–";

    /// <summary>What is aimed at, and whether it was met; null where there is no aim.</summary>
    public Aim? Aim { get; init; }
}
