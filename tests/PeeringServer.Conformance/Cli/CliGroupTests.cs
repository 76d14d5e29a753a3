using System.Text.RegularExpressions;
using PeeringServer.Conformance.Groups;

namespace PeeringServer.Conformance.Cli;

/// <summary>What holds for every recorded group of command lines. One class a group, named after it, so that groups are replayed at the same time.</summary>
public abstract partial class CliGroupTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(4);

    /// <summary>What runs the command lines.</summary>
    private protected virtual ICommandLine CommandLine => new InProcessCommandLine();

    [Fact]
    public async Task CommandLines_Replayed_EqualTheRecordingButForWhatIsPending()
    {
        var name = GroupOf(GetType());
        using var deadline = new CancellationTokenSource(Deadline);
        var group = CliGroup.Read(name);

        var replayed = await CliGroupRunner.RunAsync(group, CommandLine, deadline.Token);

        string.Join("\n", PendingGroup.Judge(PendingCliGroups.Find(name), CliComparison.Compare(group, replayed))).Should().BeEmpty();
    }

    /// <summary>The group that a class is about: its name with dashes.</summary>
    internal static string GroupOf(Type type) => CapitalWithin().Replace(type.Name, "-$0").ToLowerInvariant();

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex CapitalWithin();
}
