using System.CommandLine;
using PeeringServer.CommandLine;
using PeeringServer.CommandLine.Completion;

namespace PeeringServer.Tests.CommandLine;

public sealed class CommandTreeTests
{
    [Fact]
    public void Entries_All_StandForTheCommandTheyName()
    {
        foreach (var listed in Listed(ConsulCommands.Create()))
        {
            var command = CommandEntry.Resolve(listed);

            (command.Name, command.Description).Should().Be((listed.Name, listed.Description));
        }
    }

    [Fact]
    public async Task Help_OfPeering_ListsWhatConsulHas()
    {
        var run = await CommandRun.Of("peering", "-h");

        run.Output[run.Output.IndexOf("Subcommands:", StringComparison.Ordinal)..].Should().NotContain("wait");
        run.Output.Should().Contain("consul peering wait");
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    public async Task Completion_OfAShell_KnowsEveryCommandAndFlag(string shell)
    {
        var script = (await CommandRun.Of("completion", shell)).Output;

        foreach (var (path, words) in CompletionWords.Of(ConsulCommands.Create()).Where(static at => at.Words.Count > 0))
        {
            script.Should().Contain($"{path}\"").And.Contain(string.Join(' ', words));
        }

        script.Should().Contain("-peering-token").And.Contain("-config-file").And.Contain("wait");
    }

    [Fact]
    public async Task Completion_OfNoShell_IsRefused() =>
        (await CommandRun.Of("completion")).Should().Be(new CommandRun(1, "", "Name a shell: bash, zsh or fish\n"));

    private static IEnumerable<Command> Listed(Command parent) =>
        parent.Subcommands.SelectMany(listed => Listed(CommandEntry.Resolve(listed)).Prepend(listed));
}
