namespace PeeringServer.Tests.Image;

public sealed class EntryPointTests : IDisposable
{
    private const string Folders = "<-data-dir=/consul/data> <-config-dir=/consul/config>";

    private readonly EntryPoint _entryPoint = new();

    public static TheoryData<string> Commands => new(TestCommands.Create().Subcommands.Where(static c => !c.Hidden && c.Name != "agent").Select(static c => c.Name));

    [Theory]
    [InlineData("", "consul")]
    [InlineData("-version", "consul <-version>")]
    [InlineData("--help", "consul <--help>")]
    [InlineData("agent -dev -client 0.0.0.0", $"consul <agent> {Folders} <-dev> <-client> <0.0.0.0>")]
    [InlineData("agent", $"consul <agent> {Folders}")]
    [InlineData("consul agent -dev", "consul <agent> <-dev>")]
    [InlineData("version -format=json", "consul <version> <-format=json>")]
    [InlineData("members", "consul <members>")]
    [InlineData("kv put a b", "consul <kv> <put> <a> <b>")]
    [InlineData("peering generate-token -name=cluster-02", "consul <peering> <generate-token> <-name=cluster-02>")]
    [InlineData("own-program agent -dev", "own-program <agent> <-dev>")]
    [InlineData("sh -c own-program", "own-program")]
    public async Task Arguments_OfEachForm_RunTheRightProgram(string arguments, string called)
    {
        var result = await _entryPoint.RunAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        result.Should().BeEquivalentTo(new { ExitCode = 0, Output = called + "\n", Error = "" });
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Command_OfTheProgram_IsKnown(string command)
    {
        var result = await _entryPoint.RunAsync(command);

        result.Output.Should().Be($"consul <{command}>\n");
    }

    [Fact]
    public async Task Arguments_WithBlanksAndQuotes_ArriveAsTheyAre()
    {
        var result = await _entryPoint.RunAsync("agent", "-advertise", "{{ GetInterfaceIP \"eth0\" }}", "-node=", "*");

        result.Output.Should().Be($"consul <agent> {Folders} <-advertise> <{{{{ GetInterfaceIP \"eth0\" }}}}> <-node=> <*>\n");
    }

    [Theory]
    [InlineData("CONSUL_DATA_DIR=/d", "<-data-dir=/d> <-config-dir=/consul/config>")]
    [InlineData("CONSUL_CONFIG_DIR=/my config", "<-data-dir=/consul/data> <-config-dir=/my config>")]
    [InlineData("CONSUL_BIND_INTERFACE=eth0", $"{Folders} <-bind=172.18.0.3>")]
    [InlineData("CONSUL_CLIENT_INTERFACE=eth1", $"{Folders} <-client=10.1.2.3>")]
    [InlineData("CONSUL_BIND_INTERFACE=eth0;CONSUL_CLIENT_INTERFACE=eth1", $"{Folders} <-bind=172.18.0.3> <-client=10.1.2.3>")]
    [InlineData("CONSUL_BIND=-bind=1.2.3.4", $"{Folders} <-bind=1.2.3.4>")]
    [InlineData("CONSUL_BIND=-bind=1.2.3.4 -advertise=1.2.3.5", $"{Folders} <-bind=1.2.3.4> <-advertise=1.2.3.5>")]
    [InlineData("CONSUL_CLIENT=-client=0.0.0.0", $"{Folders} <-client=0.0.0.0>")]
    [InlineData("CONSUL_BIND=-bind=1.2.3.4;CONSUL_BIND_INTERFACE=nowhere", $"{Folders} <-bind=1.2.3.4>")]
    [InlineData("CONSUL_CLIENT=-client=1.2.3.4;CONSUL_CLIENT_INTERFACE=nowhere", $"{Folders} <-client=1.2.3.4>")]
    [InlineData("CONSUL_BIND=;CONSUL_BIND_INTERFACE=;CONSUL_CLIENT=;CONSUL_CLIENT_INTERFACE=;CONSUL_LOCAL_CONFIG=", Folders)]
    [InlineData("CONSUL_UID=7;CONSUL_GID=8;CONSUL_DISABLE_PERM_MGMT=1;CONSUL_ALLOW_PRIVILEGED_PORTS=", Folders)]
    public async Task Variables_OfTheServer_BecomeFlagsBeforeTheArguments(string variables, string flags)
    {
        foreach (var variable in variables.Split(';'))
        {
            _entryPoint[variable[..variable.IndexOf('=', StringComparison.Ordinal)]] = variable[(variable.IndexOf('=', StringComparison.Ordinal) + 1)..];
        }

        var result = await _entryPoint.RunAsync("agent", "-dev");

        result.Should().BeEquivalentTo(new { ExitCode = 0, Output = $"consul <agent> {flags} <-dev>\n", Error = "" });
    }

    [Theory]
    [InlineData("CONSUL_BIND_INTERFACE", "nowhere")]
    [InlineData("CONSUL_BIND_INTERFACE", "only6")]
    [InlineData("CONSUL_CLIENT_INTERFACE", "nowhere")]
    [InlineData("CONSUL_CLIENT_INTERFACE", "only6")]
    public async Task Interface_WithoutAnIPv4Address_IsAnError(string variable, string name)
    {
        _entryPoint[variable] = name;

        var result = await _entryPoint.RunAsync("agent", "-dev");

        result.Should().BeEquivalentTo(new { ExitCode = 1, Output = "", Error = $"entrypoint: the interface \"{name}\" that {variable} names has no IPv4 address\n" });
    }

    [Fact]
    public async Task LocalConfig_WithAFolderToWriteTo_IsAFileThere()
    {
        const string Config = """{"datacenter": "dc2", "a": "\n%s\\"}""";
        _entryPoint["CONSUL_CONFIG_DIR"] = _entryPoint.ConfigFolder;
        _entryPoint["CONSUL_LOCAL_CONFIG"] = Config;

        var result = await _entryPoint.RunAsync("agent");

        result.Should().BeEquivalentTo(new { ExitCode = 0, Output = $"consul <agent> <-data-dir=/consul/data> <-config-dir={_entryPoint.ConfigFolder}>\n", Error = "" });
        File.ReadAllText(Path.Combine(_entryPoint.ConfigFolder, "local.json")).Should().Be(Config + "\n");
    }

    [Fact]
    public async Task LocalConfig_WithoutAFolderToWriteTo_IsAFileElsewhere()
    {
        _entryPoint["CONSUL_CONFIG_DIR"] = "/proc/none";
        _entryPoint["CONSUL_LOCAL_CONFIG"] = "{}";

        var result = await _entryPoint.RunAsync("agent", "-dev");

        result.Output.Should().MatchRegex("^consul <agent> <-data-dir=/consul/data> <-config-dir=/proc/none> <-config-file=/.+/local.json> <-dev>\n$");
        File.ReadAllText(result.Output.Split("-config-file=")[1].Split('>')[0]).Should().Be("{}\n");
        result.Error.Should().BeEmpty();
    }

    [Fact]
    public async Task Program_ThatIsStarted_TakesThePlaceOfTheScript()
    {
        _entryPoint.Stub("consul", """
            #!/bin/sh
            echo $$
            exit 7
            """);

        var result = await _entryPoint.RunAsync("agent", "-dev");

        result.Output.Should().Be($"{result.Id}\n", "signals to the container are signals to the server");
        result.ExitCode.Should().Be(7);
    }

    [Fact]
    public async Task Program_ThatIsNotThere_Exits127()
    {
        var result = await _entryPoint.RunAsync("no-such-program");

        result.ExitCode.Should().Be(127);
    }

    public void Dispose() => _entryPoint.Dispose();
}
