using PeeringServer.Conformance.Normalisation;

namespace PeeringServer.Conformance.Groups;

/// <summary>A recorded group that is not yet answered as recorded.</summary>
/// <param name="Group">Name of the group.</param>
/// <param name="Subject">The work that will bring it.</param>
internal sealed record PendingGroup(string Group, string Subject)
{
    /// <summary>Ids of the steps that differ; empty where the group as a whole is pending.</summary>
    public IReadOnlyList<string> Steps { get; init; } = [];

    /// <summary>False where replaying it would say nothing yet, and only take time.</summary>
    public bool IsRun { get; init; } = true;

    /// <summary>What is wrong with the answers to a group, given what is known to be pending of it: nothing where they are as expected.</summary>
    /// <param name="pending">The entry of the group; null where every answer must be equal.</param>
    /// <param name="differences">The steps whose answers differ.</param>
    public static IReadOnlyList<string> Judge(PendingGroup? pending, IReadOnlyList<Difference> differences)
    {
        if (pending is { Steps.Count: 0 })
        {
            return differences.Count == 0 ? [$"{pending.Group} is equal in every step: take it off the list."] : [];
        }

        var listed = pending?.Steps ?? [];
        return
        [
            .. differences.Where(difference => !listed.Contains(difference.Step)).Select(difference => difference.Description),
            .. listed.Except(differences.Select(difference => difference.Step)).Select(step => $"{pending!.Group}: {step} is equal: take it off the list."),
        ];
    }
}
