using System.CommandLine;
using PeeringServer.CommandLine;
using PeeringServer.CommandLine.Agent;

namespace PeeringServer.Tests.CommandLine;

public sealed class AgentCommandTests : IDisposable
{
    private const string NoListeners = "-hcl=ports { http = -1 grpc = -1 grpc_tls = -1 server = -1 dns = -1 serf_lan = 8301 serf_wan = 8302 }";
    private const string ReadyLine = "Consul agent running!";

    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData("data_dir cannot be empty")]
    [InlineData("Unexpected extra arguments: [extra words]", "extra", "words")]
    [InlineData("config: Open failed on nope. open nope: no such file or directory", "-config-dir=nope")]
    [InlineData("config: -config-format must be either 'hcl' or 'json'", "-dev", "-config-format=xml")]
    [InlineData("Invalid log level: loud. Valid log levels are: [TRACE DEBUG INFO WARN ERR ERROR]", "-dev", "-log-level=loud")]
    [InlineData("Failed to load cert/key pair: open nope.pem: no such file or directory", "-dev", "-hcl", "tls { https { cert_file = \"nope.pem\" key_file = \"nope.pem\" } }")]
    [InlineData("VerifyIncoming set, and no CA certificate provided!", "-dev", "-hcl", "tls { https { verify_incoming = true } }")]
    [InlineData("failed to setup node ID: specified NodeID is invalid: uuid string is wrong length", "-dev", "-node-id=x")]
    [InlineData("'bootstrap_expect > 0' not allowed in dev mode", "-dev", "-bootstrap-expect=3")]
    [InlineData("failed to parse flags-0.hcl: 1 error occurred:\n\t* invalid config key bogus\n\n", "-dev", "-hcl", "bogus = 1")]
    public async Task Agent_BadConfiguration_FailsBeforeItsBanner(string message, params string[] words)
    {
        var run = await RunAsync(StopSignal.Terminate, words);

        run.Should().Be(new CommandRun(1, "", $"==> {message}\n"));
    }

    [Fact]
    public async Task Agent_BadFlag_ListsFlagsAndSaysItAgain()
    {
        var run = await RunAsync(StopSignal.Terminate, "-config-file");

        run.Error.Should().StartWith("flag needs an argument: -config-file\nUsage:\n  -advertise value\n")
            .And.EndWith("==> error parsing flags: flag needs an argument: -config-file\n");
    }

    [Theory]
    [InlineData(nameof(StopSignal.Terminate), "", 1)]
    [InlineData(nameof(StopSignal.Interrupt), "", 1)]
    [InlineData(nameof(StopSignal.Terminate), "leave_on_terminate = true", 0)]
    [InlineData(nameof(StopSignal.Interrupt), "leave_on_terminate = true", 1)]
    [InlineData(nameof(StopSignal.Interrupt), "skip_leave_on_interrupt = false", 0)]
    [InlineData(nameof(StopSignal.Terminate), "skip_leave_on_interrupt = false", 1)]
    public async Task Agent_Signal_EndsWithTheCodeOfAServer(string signal, string hcl, int exitCode)
    {
        var run = await RunAsync(Enum.Parse<StopSignal>(signal), "-dev", NoListeners, "-hcl", hcl);

        run.ExitCode.Should().Be(exitCode);
        run.Error.Should().BeEmpty();
        run.Output.Should().MatchRegex(@"\n\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(Z|[+-]\d{4}) \[INFO\]  agent: Consul agent running!\n");
    }

    [Fact]
    public async Task Agent_Banner_HasConsulsLabelsInOrder()
    {
        var run = await RunAsync(
            StopSignal.Terminate, "-dev", NoListeners, "-node=n1", "-datacenter=DC9", "-client=127.0.0.1 ::1", "-node-id=AAAAAAAA-1111-2222-3333-444444444444");

        var labels = run.Output.Split('\n').Where(l => l.StartsWith("    ", StringComparison.Ordinal)).Select(l => l.Split(": ", 2));
        labels.Select(l => l[0].Length).Should().OnlyContain(w => w == 22, "labels are aligned at their colons");
        labels.Select(l => l[0].Trim()).Should().Equal(
            "Version", "Build Date", "Node ID", "Node name", "Datacenter", "Server", "Client Addr", "Cluster Addr", "Gossip Encryption",
            "Auto-Encrypt-TLS", "ACL Enabled", "Reporting Enabled", "ACL Default Policy", "HTTPS TLS", "gRPC TLS", "Internal RPC TLS");
        run.Output.Should().StartWith("==> Starting Consul agent...\n               Version: '1.21.4'\n")
            .And.Contain("Node ID: 'aaaaaaaa-1111-2222-3333-444444444444'\n")
            .And.Contain("Datacenter: 'dc9' (Segment: '<all>')\n")
            .And.Contain("Client Addr: [127.0.0.1 ::1] (HTTP: -1, HTTPS: -1, gRPC: -1, gRPC-TLS: -1, DNS: -1)\n")
            .And.Contain("\n\n==> Log data will now stream in, as it occurs:\n\n");
    }

    [Fact]
    public async Task Agent_JsonLog_HasNoBanner()
    {
        var run = await RunAsync(StopSignal.Terminate, "-dev", NoListeners, "-log-json");

        run.Output.TrimEnd('\n').Split('\n').Should().OnlyContain(l => l.StartsWith("{\"@level\":\"", StringComparison.Ordinal));
        run.Output.Should().Contain("\"@message\":\"Consul agent running!\",\"@module\":\"agent\",\"@timestamp\":\"");
    }

    [Fact]
    public async Task Agent_UnsupportedPolicy_FailsInItsLog()
    {
        var run = await RunAsync(StopSignal.Terminate, "-dev", NoListeners, "-hcl", "acl { enabled = true default_policy = \"maybe\" }");

        run.ExitCode.Should().Be(1);
        run.Error.Should().BeEmpty();
        run.Output.Should().Contain("ACL Default Policy: maybe\n")
            .And.Contain(" [ERROR] agent: Error starting agent: error=\"Failed to start Consul server: Unsupported default ACL policy: maybe\"\n");
    }

    [Theory]
    [InlineData("service { port = 1 }", "Failed to register service \\\"\\\": Service name missing")]
    [InlineData("check { name = \"c\" ttl = \"1s\" service_id = \"none\" }", "Failed to register check 'c': ServiceID \\\"none\\\" does not exist")]
    public async Task Agent_BadDefinition_FailsInItsLog(string definition, string error)
    {
        var run = await RunAsync(StopSignal.Terminate, "-dev", NoListeners, "-hcl", definition);

        run.ExitCode.Should().Be(1);
        run.Output.Should().StartWith("==> Starting Consul agent...\n").And.Contain($" [ERROR] agent: Error starting agent: error=\"{error}\"\n");
    }

    [Fact]
    public async Task Agent_KeysWithoutEffect_AreNamedInOneLineWithoutTheirValues()
    {
        var run = await RunAsync(StopSignal.Terminate, "-dev", NoListeners, "-hcl", "acl { tokens { replication = \"secret\" } } performance { raft_multiplier = 1 }");

        run.Output.Should().Contain("Configuration that has no effect here: keys=\"acl.tokens.replication, performance.raft_multiplier\"\n")
            .And.NotContain("secret");
    }

    [Fact]
    public async Task Agent_DataFolder_KeepsTheNodeId()
    {
        string[] words = ["-server", NoListeners, "-bind=127.0.0.1", "-data-dir", Path.Combine(_folder.Path, "data")];

        var first = await RunAsync(StopSignal.Terminate, words);
        var second = await RunAsync(StopSignal.Terminate, words);

        NodeId(second).Should().Be(NodeId(first));
    }

    [Fact]
    public async Task Agent_NewDataFolder_IsPrivate()
    {
        var data = Path.Combine(_folder.Path, "data");

        await RunAsync(StopSignal.Terminate, "-server", NoListeners, "-bind=127.0.0.1", "-data-dir", data);

        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode user = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            File.GetUnixFileMode(data).Should().Be(user | UnixFileMode.UserExecute);
            var files = Directory.GetFiles(data, "*", SearchOption.AllDirectories);
            files.Should().HaveCountGreaterThan(1);
            foreach (var file in files)
            {
                File.GetUnixFileMode(file).Should().Be(user, file);
            }
        }
    }

    [Fact]
    public async Task Agent_FolderOfARunningServer_IsLeftAsItIs()
    {
        const string mine = "aaaaaaaa-1111-2222-3333-444444444444";
        string[] words = ["-server", NoListeners, "-bind=127.0.0.1", "-data-dir", Path.Combine(_folder.Path, "data")];
        CommandRun? second = null;

        await RunAsync(
            StopSignal.Terminate,
            _ => second = RunAsync(StopSignal.Terminate, [.. words, "-node-id=bbbbbbbb-1111-2222-3333-444444444444"]).WaitAsync(TimeSpan.FromSeconds(30)).GetAwaiter().GetResult(),
            [.. words, $"-node-id={mine}"]);

        second!.ExitCode.Should().Be(1);
        second.Output.Should().Contain("is in use by another server");
        (await File.ReadAllTextAsync(Path.Combine(_folder.Path, "data", "node-id"))).Should().Be(mine);
    }

    [Fact]
    public async Task Agent_FolderThatCannotBeMade_SaysWhichAndWhatToDo()
    {
        var data = Path.Combine(_folder.Write("file", ""), "data");

        var run = await RunAsync(StopSignal.Terminate, "-server", NoListeners, "-bind=127.0.0.1", "-data-dir", data);

        run.ExitCode.Should().Be(1);
        run.Output.Should().Contain("Error starting agent").And.Contain(data).And.Contain("cannot be written to").And.Contain("Give the user this server runs as the right to write there");
    }

    [Fact]
    public async Task Agent_PidFile_IsThereWhileItRuns()
    {
        var file = Path.Combine(_folder.Path, "agent.pid");
        var kept = "";

        await RunAsync(StopSignal.Terminate, _ => kept = File.ReadAllText(file), "-dev", NoListeners, "-pid-file", file);

        kept.Should().Be(Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture));
        File.Exists(file).Should().BeFalse();
    }

    [Fact]
    public async Task Agent_PidFileThatCannotBe_FailsTheStart()
    {
        var run = await RunAsync(StopSignal.Terminate, "-dev", NoListeners, "-pid-file", Path.Combine(_folder.Path, "nope", "agent.pid"));

        run.ExitCode.Should().Be(1);
        run.Output.Should().Contain("Error starting agent: error=\"Could not open pid file: ");
    }

    [Theory]
    [InlineData("peering-server always is a server that leads, also without server = true", "-server=false")]
    [InlineData("peering-server is the only server and leads at once: bootstrap_expect = 3 waits for nobody", "-server", "-bootstrap-expect=3")]
    [InlineData(null, "-server")]
    public async Task Agent_ARoleItCannotHave_IsWarnedOfOnce(string? warning, params string[] words)
    {
        var run = await RunAsync(StopSignal.Terminate, [.. words, NoListeners, "-bind=127.0.0.1", "-data-dir", Path.Combine(_folder.Path, "data")]);

        run.Output.Split('\n').Where(static line => line.Contains(": peering-server ", StringComparison.Ordinal) && line.Contains("[WARN]", StringComparison.Ordinal))
            .Select(static line => line[(line.IndexOf("agent: ", StringComparison.Ordinal) + 7)..])
            .Should().Equal(warning is null ? [] : [warning]);
    }

    [Fact]
    public async Task Agent_AskedToReload_AppliesTheLevelOfItsLog()
    {
        var run = await ReloadAsync("""{"log_level":"error"}""");

        run.Output.Should().Contain("agent: Consul agent running!\n").And.Contain("agent: Reloading configuration...\n").And.NotContain("Caught: signal=");
    }

    [Fact]
    public async Task Agent_AskedToReloadWhatIsWrong_SaysSoAndGoesOn()
    {
        var run = await ReloadAsync("""{"log_level":"loud"}""");

        run.ExitCode.Should().Be(1);
        run.Output.Should().Contain("[ERROR] agent: Failed to reload configuration: error=\"Invalid log level: loud.").And.Contain("Caught: signal=terminated\n");
    }

    public void Dispose() => _folder.Dispose();

    private Task<CommandRun> ReloadAsync(string changed)
    {
        var file = _folder.Write("agent.json", """{"log_level":"info"}""");
        return RunAsync(
            StopSignal.Terminate,
            signals =>
            {
                File.WriteAllText(file, changed);
                signals.Reload();
            },
            "-dev",
            NoListeners,
            "-config-file",
            file);
    }

    private static string NodeId(CommandRun run) => run.Output.Split('\n').Single(l => l.Contains("Node ID: ", StringComparison.Ordinal));

    // The signal comes when the agent says that it runs, as from somebody who waits for that.
    private static Task<CommandRun> RunAsync(StopSignal signal, params string[] words) => RunAsync(signal, static _ => { }, words);

    private static async Task<CommandRun> RunAsync(StopSignal signal, Action<IStopSignals> onceReady, params string[] words)
    {
        var signals = new ScriptedSignals(signal);
        var (output, error) = (new WatchedWriter(ReadyLine, () =>
        {
            onceReady(signals);
            signals.Send();
        }), new StringWriter { NewLine = "\n" });
        var root = new Command("consul") { new AgentCommand(() => signals) };
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        var exitCode = await CommandDispatcher.RunAsync(root, ["agent", .. words], new CommandStreams(output, error), deadline.Token);
        return new CommandRun(exitCode, output.ToString(), error.ToString());
    }

    private sealed class ScriptedSignals(StopSignal signal) : IStopSignals
    {
        private readonly TaskCompletionSource<StopSignal> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<StopSignal> First => _first.Task;

        public Action Reload { get; set; } = static () => { };

        public void Send() => _first.TrySetResult(signal);

        public void Dispose()
        {
        }
    }

    private sealed class WatchedWriter : StringWriter
    {
        private readonly string _text;
        private readonly Action _seen;

        public WatchedWriter(string text, Action seen)
        {
            NewLine = "\n";
            (_text, _seen) = (text, seen);
        }

        public override void Write(string? value)
        {
            base.Write(value);
            if (value?.Contains(_text, StringComparison.Ordinal) == true)
            {
                _seen();
            }
        }
    }
}
