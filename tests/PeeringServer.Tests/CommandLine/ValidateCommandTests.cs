
namespace PeeringServer.Tests.CommandLine;

public sealed class ValidateCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData("c.json", """{"data_dir": "data", "server": true, "bootstrap": true, "bind_addr": "127.0.0.1"}""", "bootstrap = true: do not enable unless necessary\n")]
    [InlineData("c.hcl", "data_dir = \"data\"\nbind_addr = \"127.0.0.1\"\n", "")]
    [InlineData("c.json", """{"data_dir": "data", "peering": {"enabled": false}}""", "")]
    public async Task Validate_GoodFile_SaysSoAndWarns(string name, string text, string warnings)
    {
        var run = await CommandRun.Of("validate", _folder.Write(name, text));

        run.Should().Be(new CommandRun(0, "Configuration is valid!\n", warnings));
        (await CommandRun.Of("validate", "-quiet", _folder.Path)).Should().Be(new CommandRun(0, "", ""));
    }

    [Theory]
    [InlineData("{\"a\":}", "failed to parse {0}: invalid character '}' looking for beginning of value\n")]
    [InlineData("{\"data_dir\":\"data\",\"bogus\":1}", "failed to parse {0}: 1 error occurred:\n\t* invalid config key bogus\n\n\n")]
    [InlineData("", "data_dir cannot be empty\n")]
    [InlineData("{\"data_dir\":\"d\",\"datacenter\":\"Bad DC\"}", "datacenter can only contain lowercase alphanumeric, - or _ characters. received: \"bad dc\"\n")]
    [InlineData("{\"data_dir\":5}", "failed to parse {0}: 1 error(s) decoding:\n\n* 'data_dir' expected type 'string', got unconvertible type 'float64', value: '5'\n")]
    public async Task Validate_BadFile_SaysWhy(string text, string reason)
    {
        var file = _folder.Write("c.json", text);

        var run = await CommandRun.Of("validate", file);

        run.Should().Be(new CommandRun(1, "", "Config validation failed: " + reason.Replace("{0}", file, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Validate_NoFile_AsksForOne() =>
        (await CommandRun.Of("validate")).Should().Be(new CommandRun(1, "", "Must specify at least one config file or directory\n"));

    [Fact]
    public async Task Validate_UnknownFormat_IsRefused() =>
        (await CommandRun.Of("validate", "-config-format=xml", "x")).Should().Be(new CommandRun(1, "", "-config-format must be either 'hcl' or 'json\n"));

    [Fact]
    public async Task Validate_BadFlag_SaysItTwice()
    {
        var run = await CommandRun.Of("validate", "-bogus");

        run.Error.Should().StartWith("flag provided but not defined: -bogus\nUsage:\n").And.EndWith("\nflag provided but not defined: -bogus\n");
    }

    [Fact]
    public async Task Validate_NoExtension_NeedsAFormat()
    {
        var file = _folder.Write("plain", """{"data_dir":"data","bind_addr":"127.0.0.1"}""");

        (await CommandRun.Of("validate", file)).Error.Should()
            .Be($"Config validation failed: file {file} has unknown extension; must be .hcl or .json, or config format must be set\n");
        (await CommandRun.Of("validate", "-config-format=json", file)).ExitCode.Should().Be(0);
    }

    public void Dispose() => _folder.Dispose();
}
