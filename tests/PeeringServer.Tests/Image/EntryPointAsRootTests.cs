namespace PeeringServer.Tests.Image;

public sealed class EntryPointAsRootTests : IDisposable
{
    private const string Agent = "<consul> <agent> <-data-dir=/consul/data> <-config-dir=/consul/config> <-dev>";
    private const string Drop = "<--reuid=100> <--regid=1000> <--clear-groups>";

    private readonly EntryPoint _entryPoint = new() { ["STUB_UID"] = "0" };

    [Fact]
    public async Task Server_StartedAsRoot_RunsAsTheUserOfTheImage()
    {
        var result = await _entryPoint.RunAsync("agent", "-dev");

        result.Should().BeEquivalentTo(new { ExitCode = 0, Output = $"setpriv {Drop} {Agent}\n", Error = "" });
        _entryPoint.ReadChangedOwners().Should().Equal("-R 100:1000 /consul/data", "100:1000 /consul/config /consul/config/local.json");
    }

    [Theory]
    [InlineData("CONSUL_UID", "7", "<--reuid=7> <--regid=1000>")]
    [InlineData("CONSUL_GID", "8", "<--reuid=100> <--regid=8>")]
    public async Task Server_WithAUserOfItsOwn_RunsAsThatUser(string variable, string value, string drop)
    {
        _entryPoint[variable] = value;

        var result = await _entryPoint.RunAsync("agent", "-dev");

        result.Output.Should().Be($"setpriv {drop} <--clear-groups> {Agent}\n");
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    public async Task Server_WithoutManagementOfRights_StaysRoot(string value)
    {
        _entryPoint["CONSUL_DISABLE_PERM_MGMT"] = value;

        var result = await _entryPoint.RunAsync("agent", "-dev");

        result.Output.Should().Be("consul <agent> <-data-dir=/consul/data> <-config-dir=/consul/config> <-dev>\n");
        _entryPoint.ReadChangedOwners().Should().BeEmpty();
    }

    [Theory]
    [InlineData("0", $"setpriv {Drop} <--inh-caps=+net_bind_service> <--ambient-caps=+net_bind_service> {Agent}\n")]
    [InlineData("1", $"setpriv {Drop} {Agent}\n")]
    public async Task PrivilegedPorts_AreAllowedWhereTheContainerMay(string answer, string called)
    {
        _entryPoint["CONSUL_ALLOW_PRIVILEGED_PORTS"] = "";
        _entryPoint["STUB_CAPS"] = answer;

        var result = await _entryPoint.RunAsync("agent", "-dev");

        result.Output.Should().Be(called);
    }

    [Fact]
    public async Task Server_ThatMayChangeNothing_StartsAllTheSame()
    {
        _entryPoint.Stub("chown", """
            #!/bin/sh
            echo 'Read-only file system' >&2
            exit 1
            """);
        _entryPoint["STUB_SETPRIV"] = "1";

        var result = await _entryPoint.RunAsync("agent", "-dev");

        result.Should().BeEquivalentTo(new { ExitCode = 0, Output = "consul <agent> <-data-dir=/consul/data> <-config-dir=/consul/config> <-dev>\n", Error = "" });
    }

    [Fact]
    public async Task AnotherProgram_StartedAsRoot_StaysRoot()
    {
        var result = await _entryPoint.RunAsync("own-program");

        result.Output.Should().Be("own-program\n");
        _entryPoint.ReadChangedOwners().Should().BeEmpty();
    }

    public void Dispose() => _entryPoint.Dispose();
}
