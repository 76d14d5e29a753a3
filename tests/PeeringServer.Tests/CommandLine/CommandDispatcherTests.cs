using System.CommandLine;
using PeeringServer.CommandLine;

namespace PeeringServer.Tests.CommandLine;

public sealed class CommandDispatcherTests
{
    private const string TopHelp = "Usage: consul [--version]";
    private const string GroupHelp = "Usage: consul group";
    private const string ListHelp = "Usage: consul list";

    [Theory]
    [InlineData(127, "", TopHelp)]
    [InlineData(0, TopHelp, "", "-h")]
    [InlineData(0, TopHelp, "", "-help")]
    [InlineData(0, TopHelp, "", "--help")]
    [InlineData(127, "", TopHelp, "help")]
    [InlineData(127, "", TopHelp, "bogus")]
    [InlineData(127, "", TopHelp, "bogus", "-h")]
    [InlineData(127, "", TopHelp, "")]
    [InlineData(127, "", TopHelp, "Group")]
    [InlineData(127, "", TopHelp, "-bogus")]
    [InlineData(0, TopHelp, "", "-bogus", "-h")]
    [InlineData(127, "", TopHelp, "--", "group", "list")]
    [InlineData(127, "", TopHelp, "--", "-h")]
    [InlineData(127, "", TopHelp, "group list")]
    [InlineData(127, "", TopHelp, "group list", "-h")]
    [InlineData(0, TopHelp, "", "-h", "group list")]
    [InlineData(1, "", GroupHelp, "group")]
    [InlineData(1, "", GroupHelp, "group", "bogus")]
    [InlineData(1, "", GroupHelp, "group", "help")]
    [InlineData(1, "", GroupHelp, "group", "List")]
    [InlineData(1, "", GroupHelp, "group", "li")]
    [InlineData(1, "", GroupHelp, "group", "-v")]
    [InlineData(1, "", GroupHelp, "group", "-bogus", "list")]
    [InlineData(1, "", GroupHelp, "group", "list x")]
    [InlineData(0, GroupHelp, "", "group", "-h")]
    [InlineData(0, GroupHelp, "", "group", "bogus", "-h")]
    [InlineData(0, ListHelp, "", "-h", "group", "list")]
    [InlineData(0, ListHelp, "", "group", "list", "-name", "-h")]
    [InlineData(0, ListHelp, "", "group", "list", "extra", "--help")]
    [InlineData(0, "list: extra words", "", "group", "list", "-name=a", "extra", "words")]
    [InlineData(0, "list: -h", "", "group", "list", "--", "-h")]
    [InlineData(0, "list: ", "", "", "group", "list")]
    [InlineData(0, "Consul v", "", "-v")]
    [InlineData(0, "Consul v", "", "-version", "group", "list")]
    [InlineData(0, "Consul v", "", "--version", "-h")]
    [InlineData(0, "Consul v", "", "version", "extra")]
    public async Task Run_Words_PrintAndReturnAsConsul(int exitCode, string output, string error, params string[] words)
    {
        var run = await CommandRun.Of(Tree(), words);

        run.ExitCode.Should().Be(exitCode);
        run.Output.Should().StartWith(output);
        run.Error.Should().StartWith(error);
        (run.Output.Length == 0 || run.Error.Length == 0).Should().BeTrue("nothing prints on both streams");
    }

    [Fact]
    public async Task Run_FlagsBeforeTheCommand_ArePointedOutBeforeItsHelp()
    {
        var run = await CommandRun.Of(Tree(), "-http-addr=x", "group", "list");

        run.ExitCode.Should().Be(ExitCodes.Failure);
        run.Error.Should().StartWith(
            "Invalid flags before the subcommand. If these flags are for\nthe subcommand, please put them after the subcommand.\n\n" + ListHelp);
    }

    [Fact]
    public async Task Run_BadFlag_ListsTheFlags()
    {
        var run = await CommandRun.Of(Tree(), "group", "list", "-bogus");

        run.ExitCode.Should().Be(ExitCodes.Failure);
        run.Output.Should().BeEmpty();
        run.Error.Should().Be(
            "flag provided but not defined: -bogus\nUsage:\n  -count value\n    \tA number.\n"
            + "  -format string\n    \tOutput format {pretty|json} (default: pretty) (default \"pretty\")\n"
            + "  -http-addr address\n    \tAn address.\n  -meta value\n    \tMetadata.\n  -name string\n    \tA name.\n  -on\n    \tA switch.\n");
    }

    [Fact]
    public async Task Help_OfACommand_HasALineForEachFlagBelowItsHeading()
    {
        var run = await CommandRun.Of(Tree(), "group", "list", "-h");

        run.Output.Should().Contain("\nCommand Options\n\n  -count=<value>\n     A number.\n\n")
            .And.Contain("  -on\n     A switch.\n\n")
            .And.Contain("\nHTTP API Options\n\n  -http-addr=<address>\n     An address.\n\n");
    }

    [Fact]
    public async Task Help_OfAGroup_ListsItsCommands() =>
        (await CommandRun.Of(Tree(), "group", "-h")).Output.Should().EndWith("Subcommands:\n    list    Probes list\n    read    Probes read\n");

    private static Command Tree()
    {
        var root = TestCommands.Create();
        root.Add(new CommandGroup("group", "A group", "Usage: consul group <subcommand> [options] [args]\n\n  Holds others.\n")
        {
            new ProbeCommand("list"),
            new ProbeCommand("read"),
        });
        return root;
    }
}
