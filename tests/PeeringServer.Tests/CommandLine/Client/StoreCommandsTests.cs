using PeeringServer.CommandLine;
using PeeringServer.Core.Acl;
using PeeringServer.Testing;

namespace PeeringServer.Tests.CommandLine.Client;

/// <summary>Commands that scripts set up a server with, against one.</summary>
public sealed class StoreCommandsTests : ClusterTest
{
    [Fact]
    public async Task Kv_PutGetDelete_SayWhatConsulSays()
    {
        var cluster = await StartAsync();

        (await RunAsync(cluster, "kv", "put", "a/b", "5")).Should().Be(new CommandRun(0, "Success! Data written to: a/b\n", ""));
        (await RunAsync(cluster, "kv", "put", "-flags=7", "a/c")).Should().Be(new CommandRun(0, "Success! Data written to: a/c\n", ""));
        (await RunAsync(cluster, "kv", "get", "/a/b")).Should().Be(new CommandRun(0, "5\n", ""));
        (await RunAsync(cluster, "kv", "get", "-base64", "a/b")).Should().Be(new CommandRun(0, "NQ==\n", ""));
        (await RunAsync(cluster, "kv", "get", "-recurse", "a/")).Should().Be(new CommandRun(0, "a/b:5\na/c:\n", ""));
        (await RunAsync(cluster, "kv", "get", "-keys", "a")).Should().Be(new CommandRun(0, "a/\n", ""));
        (await RunAsync(cluster, "kv", "get", "-keys")).Should().Be(new CommandRun(0, "a/\n", ""));
        (await RunAsync(cluster, "kv", "get", "-detailed", "a/c")).Output.Should().MatchRegex(
            @"^CreateIndex      (\d+)\nFlags            7\nKey              a/c\nLockIndex        0\nModifyIndex      \1\nSession          -\nValue            \n$");
        (await RunAsync(cluster, "kv", "delete", "a/b")).Should().Be(new CommandRun(0, "Success! Deleted key: a/b\n", ""));
        (await RunAsync(cluster, "kv", "get", "a/b")).Should().Be(new CommandRun(1, "", "Error! No key exists at: a/b\n"));
        (await RunAsync(cluster, "kv", "delete", "-recurse", "a")).Should().Be(new CommandRun(0, "Success! Deleted keys with prefix: a\n", ""));
        (await RunAsync(cluster, "kv", "get", "-recurse", "a")).Should().Be(new CommandRun(0, "", ""));
    }

    [Theory]
    [InlineData("Error! Missing KEY argument\n", "put")]
    [InlineData("Error! Too many arguments (expected 1 or 2, got 3)\n", "put", "a", "b", "c")]
    [InlineData("Error! Missing -session (required with -acquire and -release)\n", "put", "-acquire", "a")]
    [InlineData("Must specify -modify-index with -cas!\n", "put", "-cas", "a", "b")]
    [InlineData("Error! Did not write to a: CAS failed\n", "put", "-cas", "-modify-index=99", "a", "b")]
    [InlineData("Error! Failed writing data: Invalid key. Key must not begin with a '/': /a\n", "put", "/a", "b")]
    [InlineData("Error! Cannot base 64 decode data: illegal base64 data at input byte 0\n", "put", "-base64", "a", "!")]
    [InlineData("Error! Failed to read file: open nope: no such file or directory\n", "put", "a", "@nope")]
    [InlineData("Error! Missing KEY argument\n", "get")]
    [InlineData("Cannot specify -modify-index without -cas!\n", "delete", "-modify-index=1", "a")]
    public async Task Kv_WhatCannotBe_IsRefused(string error, params string[] words) =>
        (await RunAsync(await StartAsync(), ["kv", .. words])).Should().Be(new CommandRun(1, "", error));

    [Fact]
    public async Task Kv_PutFromStandardInput_KeepsEveryByte()
    {
        var cluster = await StartAsync();
        byte[] bytes = [0, 255, 10, 65];
        using var output = new MemoryStream();
        await using var writer = new StreamWriter(output) { NewLine = "\n" };

        var put = new CommandStreams(writer, writer) { OpenInput = () => new MemoryStream(bytes) };
        await RunAsync(cluster, put, "kv", "put", "a", "-");
        await writer.FlushAsync();
        output.SetLength(0);
        await RunAsync(cluster, new CommandStreams(writer, writer), "kv", "get", "a");
        await writer.FlushAsync();

        output.ToArray().Should().Equal([.. bytes, (byte)'\n']);
    }

    [Fact]
    public async Task Config_WriteReadListDelete_KeepEntries()
    {
        var cluster = await StartAsync();
        using var folder = new TempFolder();
        var file = folder.Write("exports.hcl", """
            Kind = "exported-services"
            Name = "default"
            Services = [
              {
                Name = "web"
                Consumers = [ { Peer = "to-beta" } ]
              }
            ]
            """);

        (await RunAsync(cluster, "config", "write", file)).Should().Be(new CommandRun(0, "Config entry written: exported-services/default\n", ""));
        (await RunAsync(cluster, "config", "list", "-kind=exported-services")).Should().Be(new CommandRun(0, "default\n", ""));
        var read = await RunAsync(cluster, "config", "read", "-kind", "exported-services", "-name", "default");
        (await RunAsync(cluster, "config", "delete", "-kind", "exported-services", "-name", "default")).Should().Be(new CommandRun(0, "Config entry deleted: exported-services/default\n", ""));
        var gone = await RunAsync(cluster, "config", "read", "-kind", "exported-services", "-name", "default");

        read.Output.Should().StartWith("{\n    \"Kind\": \"exported-services\",\n    \"Name\": \"default\",\n    \"Services\": [\n        {\n            \"Name\": \"web\",\n            \"Consumers\": [\n")
            .And.NotContain("Hash").And.EndWith("}\n");
        gone.Should().Be(new CommandRun(
            1, "", "Error reading config entry exported-services/default: Unexpected response code: 404 (Config entry not found for \"exported-services\" / \"default\")\n"));
    }

    [Theory]
    [InlineData("Kind = \"service-splitter\"\nName = \"web\"\nSplits = [ { Weight = 50 } ]", "Error writing config entry service-splitter/web: Unexpected response code: 500 (the sum of all split weights must be 100, not 50.000000)\n")]
    [InlineData("{\"Kind\":\"nope\"}", "Failed to decode config entry input: invalid config entry kind: nope\n")]
    [InlineData("Name = \"x\"", "Failed to decode config entry input: Payload does not contain a kind/Kind key at the top level\n")]
    public async Task Config_WhatCannotBeWritten_IsRefused(string text, string error)
    {
        using var folder = new TempFolder();

        (await RunAsync(await StartAsync(), "config", "write", folder.Write("entry", text))).Should().Be(new CommandRun(1, "", error));
    }

    [Theory]
    [InlineData("kind = \"service-resolver\"\nname = \"web\"\nsubsets = {\n  v1 = { filter = \"Service.Meta.version == 1\" }\n}\nfailover { \"*\" { targets = [ { peer = \"p\" } ] } }", "service-resolver/web")]
    [InlineData("Kind = \"mesh\"\nPeering {\n  PeerThroughMeshGateways = true\n}", "mesh/mesh")]
    [InlineData("Kind = \"service-intentions\"\nName = \"web\"\nSources {\n  Name = \"api\"\n  Action = \"allow\"\n}", "service-intentions/web")]
    [InlineData("{\"Kind\":\"proxy-defaults\",\"Name\":\"global\",\"Config\":{\"protocol\":\"http\"}}", "proxy-defaults/global")]
    public async Task Config_WrittenAsPeopleDo_IsTaken(string text, string subject)
    {
        using var folder = new TempFolder();

        (await RunAsync(await StartAsync(), "config", "write", folder.Write("entry.hcl", text))).Should().Be(new CommandRun(0, $"Config entry written: {subject}\n", ""));
    }

    [Fact]
    public async Task Services_RegisterAndDeregister_ByFlagsAndByFile()
    {
        var cluster = await StartAsync();
        using var folder = new TempFolder();
        var file = folder.Write("web.hcl", """
            service {
              name = "web"
              id = "web-1"
              port = 80
              tags = ["a"]
              meta { some_key = "v" }
              check { id = "c" name = "c" ttl = "30s" }
            }
            """);

        (await RunAsync(cluster, "services", "register", "-name=api", "-port=81", "-tag=x", "-meta=k=v", "-tagged-address=lan=10.0.0.1:82")).Should().Be(new CommandRun(0, "Registered service: api\n", ""));
        (await RunAsync(cluster, "services", "register", file)).Should().Be(new CommandRun(0, "Registered service: web\n", ""));
        var services = await cluster.Client.GetStringAsync("/v1/agent/services");
        (await RunAsync(cluster, "services", "deregister", "-id=api")).Should().Be(new CommandRun(0, "Deregistered service: api\n", ""));
        (await RunAsync(cluster, "services", "deregister", file)).Should().Be(new CommandRun(0, "Deregistered service: web-1\n", ""));

        services.Should().Contain("\"some_key\":\"v\"").And.Contain("\"k\":\"v\"").And.Contain("\"Port\":82").And.Contain("\"ID\":\"web-1\"");
        (await cluster.Client.GetStringAsync("/v1/agent/services")).Should().Be("{}");
        (await RunAsync(cluster, "services", "register")).Error.Should().Be("Service registration requires at least one argument or flags.\n");
        (await RunAsync(cluster, "services", "deregister")).Error.Should().Be("Service deregistration requires at least one argument or -id.\n");
    }

    [Fact]
    public async Task Acl_Bootstrap_PrintsTheFirstToken_Once()
    {
        var cluster = await StartAsync(static options => options with { Cluster = options.Cluster with { Acl = new AclOptions { Enabled = true, DefaultPolicy = AclDefaultPolicy.Deny } } });

        var run = await RunAsync(cluster, "acl", "bootstrap");
        var again = await RunAsync(cluster, "acl", "bootstrap");

        run.Output.Should().MatchRegex(
            @"^AccessorID:       [-0-9a-f]{36}\nSecretID:         [-0-9a-f]{36}\nDescription:      Bootstrap Token \(Global Management\)\nLocal:            false\nCreate Time:      \d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)? [+-]\d{4} \S+\nPolicies:\n   00000000-0000-0000-0000-000000000001 - global-management\n\n$");
        again.Error.Should().StartWith("Failed ACL bootstrapping: Unexpected response code: 403 (");
    }

    [Fact]
    public async Task Acl_BootstrapForPrograms_IsJson()
    {
        var cluster = await StartAsync(static options => options with { Cluster = options.Cluster with { Acl = new AclOptions { Enabled = true } } });
        using var folder = new TempFolder();

        var run = await RunAsync(cluster, "acl", "bootstrap", "-format=json", folder.Write("secret", "22222222-1111-2222-3333-444444444444\n"));

        run.Output.Should().StartWith("{\n    \"CreateIndex\": ").And.Contain("    \"SecretID\": \"22222222-1111-2222-3333-444444444444\",\n");
    }

    [Theory]
    [InlineData("catalog", "catalog", "services")]
    [InlineData("operator", "operator", "raft", "list-peers")]
    [InlineData("kv export", "kv", "export")]
    [InlineData("acl token", "acl", "token", "list")]
    public async Task Command_OfConsulThatIsNotHere_SaysSo(string name, params string[] words)
    {
        var run = await CommandRun.Of(words);

        (run.ExitCode, run.Output).Should().Be((127, ""));
        run.Error.Should().StartWith($"\"consul {name}\" is not emulated: consul has this command, peering-server has not\n\nUsage: consul ");
    }

    private static Task<CommandRun> RunAsync(ConsulCluster cluster, params string[] words) =>
        ClientRun.Of(new Dictionary<string, string> { ["CONSUL_HTTP_ADDR"] = cluster.Address.Authority }, words);

    private static Task<int> RunAsync(ConsulCluster cluster, CommandStreams streams, params string[] words)
    {
        var environment = ClientRun.Environment(new Dictionary<string, string> { ["CONSUL_HTTP_ADDR"] = cluster.Address.Authority });
        return Task.Factory.StartNew(
            () => CommandDispatcher.RunAsync(ConsulCommands.Create(environment), words, streams),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap();
    }
}
