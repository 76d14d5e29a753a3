namespace PeeringServer.Core.Catalog;

/// <summary>What making a check once came to.</summary>
/// <param name="Status">One of <see cref="CheckStatus"/>.</param>
/// <param name="Output">What there is to say about it.</param>
internal sealed record CheckResult(string Status, string Output)
{
    /// <summary>What is kept of an output unless a check says otherwise, in bytes.</summary>
    public const int MaxOutput = 4096;
}
