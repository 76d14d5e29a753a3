using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using PeeringServer.Core.Acl;
using PeeringServer.Core.Catalog;
using PeeringServer.Core.GoText;
using PeeringServer.Core.State;
using PeeringServer.Testing;

namespace PeeringServer.Core.Tests.Catalog;

public sealed class CheckWorkerTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);
    private static readonly IAuthorizer Anybody = AllowAllAuthorizer.Instance;

    private readonly VirtualTimeProvider _clock = new();
    private readonly ClusterState _state = new();
    private readonly ScriptedProber _prober = new();
    private readonly AgentStore _agent;
    private readonly CheckWorker _worker;

    public CheckWorkerTests()
    {
        var options = new ClusterOptions { NodeName = "n" };
        _agent = new AgentStore(_state, new OwnNode(_state, options, _clock), options, _clock, NullLogger.Instance);
        _worker = new CheckWorker(_state, _agent, _prober, _clock, NullLogger<CheckWorker>.Instance);
    }

    public Task InitializeAsync() => _worker.StartAsync(CancellationToken.None);

    public Task DisposeAsync() => _worker.StopAsync(CancellationToken.None).WaitAsync(Deadline);

    public void Dispose()
    {
        _worker.Dispose();
        _agent.Dispose();
    }

    [Fact]
    public async Task Probe_Registered_IsMadeAtOnceAndAtItsInterval()
    {
        _prober.Next(CheckStatus.Passing, "one");
        Register(Http(10));
        await UntilAsync("c", CheckStatus.Passing, "one");

        await _clock.WhenTimersPendingAsync(1).WaitAsync(Deadline);
        _clock.Advance(TimeSpan.FromSeconds(9));
        _prober.Next(CheckStatus.Warning, "two");
        Check("c").Output.Should().Be("one");
        _clock.Advance(TimeSpan.FromSeconds(1));

        await UntilAsync("c", CheckStatus.Warning, "two");
    }

    [Fact]
    public async Task Probe_WithNothingNew_WritesNothing()
    {
        _prober.Next(CheckStatus.Passing, "same");
        Register(Http(1));
        await UntilAsync("c", CheckStatus.Passing, "same");
        var before = _state.Current;

        for (var i = 0; i < 3; i++)
        {
            await _clock.WhenTimersPendingAsync(1).WaitAsync(Deadline);
            _prober.Next(CheckStatus.Passing, "same");
            _clock.Advance(TimeSpan.FromSeconds(1));
            await _prober.Begun.ReadAsync().AsTask().WaitAsync(Deadline);
        }

        await _clock.WhenTimersPendingAsync(1).WaitAsync(Deadline);
        _state.Current.Should().BeSameAs(before);
    }

    [Fact]
    public async Task Probe_Deregistered_IsGivenUp()
    {
        Register(Http(10));
        await _prober.Begun.ReadAsync().AsTask().WaitAsync(Deadline);

        _agent.DeregisterService("web", Anybody);

        await _prober.GivenUp.ReadAsync().AsTask().WaitAsync(Deadline);
    }

    [Fact]
    public async Task Stop_WithAProbeUnderWay_EndsItAndLeavesNoTimer()
    {
        Register(Http(10));
        await _prober.Begun.ReadAsync().AsTask().WaitAsync(Deadline);

        await _worker.StopAsync(CancellationToken.None).WaitAsync(Deadline);

        _prober.GivenUp.TryRead(out _).Should().BeTrue();
        _clock.PendingTimers.Should().Be(0);
    }

    [Fact]
    public async Task Probe_OfASortThatIsNotMade_KeepsTheStatusItWasRegisteredWith()
    {
        _prober.Next(CheckStatus.Passing, "made");
        Register(Http(10), new AgentCheckRequest { Id = "grpc", Status = CheckStatus.Warning, Definition = new CheckDefinition { Grpc = "x:1", Interval = GoDuration.Second } });

        await UntilAsync("c", CheckStatus.Passing, "made");

        Check("grpc").Should().BeEquivalentTo(new { Status = CheckStatus.Warning, Output = "" });
        _prober.Begun.TryRead(out _).Should().BeTrue();
        _prober.Begun.TryRead(out _).Should().BeFalse();
    }

    [Fact]
    public async Task Alias_OfAService_FollowsItsChecksAndThoseOfTheNode()
    {
        Register(Ttl("own"));
        _agent.RegisterCheck(new AgentCheckRequest { Id = "alias", Name = "alias", Definition = new CheckDefinition { AliasService = "web" } }, Anybody);
        await UntilAsync("alias", CheckStatus.Critical, "Aliased check \"own\" failing: ");

        _agent.Report("own", CheckStatus.Passing, "", Anybody);
        await UntilAsync("alias", CheckStatus.Passing, "All checks passing.");
        _agent.Report("own", CheckStatus.Warning, "so so", Anybody);
        await UntilAsync("alias", CheckStatus.Warning, "Aliased check \"own\" failing: so so");
        _agent.SetNodeMaintenance("", Anybody);
        await UntilAsync("alias", CheckStatus.Critical, "Aliased check \"Node Maintenance Mode\" failing: ");
        _agent.SetNodeMaintenance(null, Anybody);
        _agent.DeregisterCheck("own", Anybody);
        await UntilAsync("alias", CheckStatus.Passing, "No checks found.");
        _agent.DeregisterService("web", Anybody);
        await UntilAsync("alias", CheckStatus.Critical, "Service web could not be found on node n");
    }

    [Fact]
    public async Task Alias_OfOneAnother_ComeToAnEnd()
    {
        _agent.RegisterCheck(new AgentCheckRequest { Id = "first", Name = "first", Definition = new CheckDefinition { AliasNode = "n" } }, Anybody);
        _agent.RegisterCheck(new AgentCheckRequest { Id = "second", Name = "second", Definition = new CheckDefinition { AliasNode = "n" } }, Anybody);

        await UntilAsync("first", static check => check.Output.Length == CheckResult.MaxOutput);
        await UntilAsync("second", static check => check.Output.Length == CheckResult.MaxOutput);
    }

    [Fact]
    public async Task Critical_ForLongerThanItMayBe_DeregistersTheService()
    {
        _prober.Next(CheckStatus.Critical, "down");
        Register(Http(3600, deregisterAfter: 90));
        await UntilAsync("c", CheckStatus.Critical, "down");
        await _clock.WhenTimersPendingAsync(2).WaitAsync(Deadline);

        _clock.Advance(TimeSpan.FromSeconds(89));
        _state.Current.Agent.Services.Should().ContainKey("web");
        _clock.Advance(TimeSpan.FromSeconds(1));

        _state.Current.Agent.Services.Should().BeEmpty();
    }

    [Fact]
    public void Critical_ThatPassesAgain_BeginsItsTimeAnew()
    {
        Register(Ttl("c", deregisterAfter: 1));
        _agent.Report("c", CheckStatus.Critical, "", Anybody);
        _clock.Advance(TimeSpan.FromSeconds(59));
        _agent.Report("c", CheckStatus.Passing, "", Anybody);

        _clock.Advance(TimeSpan.FromSeconds(29));
        _state.Current.Agent.Services.Should().ContainKey("web");
        _clock.Advance(TimeSpan.FromSeconds(61));
        _state.Current.Agent.Services.Should().BeEmpty("nobody reported, and a minute is the least");
    }

    private static AgentCheckRequest Http(int interval, int deregisterAfter = 0) => new()
    {
        Id = "c",
        Definition = new CheckDefinition { Http = "http://x", Interval = interval * GoDuration.Second, DeregisterCriticalServiceAfter = deregisterAfter * GoDuration.Second },
    };

    private static AgentCheckRequest Ttl(string id, int deregisterAfter = 0) => new()
    {
        Id = id,
        Name = id,
        Definition = new CheckDefinition { Ttl = 30 * GoDuration.Second, DeregisterCriticalServiceAfter = deregisterAfter * GoDuration.Second },
    };

    private void Register(params AgentCheckRequest[] checks) =>
        _agent.RegisterService(new AgentServiceRequest(new CatalogService { Node = "", Id = "web", Name = "web" }, new(checks)), replaceChecks: false, Anybody);

    private CatalogCheck Check(string id) => _state.Current.Agent.Checks[id].Check;

    private Task UntilAsync(string id, string status, string output) => UntilAsync(id, check => (check.Status, check.Output) == (status, output));

    private async Task UntilAsync(string id, Func<CatalogCheck, bool> isSo)
    {
        using var limit = new CancellationTokenSource(Deadline, TimeProvider.System);
        while (true)
        {
            using var lease = _state.Watch(AgentTopics.All);
            if (isSo(Check(id)))
            {
                return;
            }

            await ((Task)lease.Changed.WaitAsync(limit.Token)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            limit.IsCancellationRequested.Should().BeFalse($"the check is {Check(id).Status}: {Check(id).Output}");
        }
    }

    private sealed class ScriptedProber : ICheckProber
    {
        private readonly Channel<CheckResult> _results = Channel.CreateUnbounded<CheckResult>();
        private readonly Channel<bool> _begun = Channel.CreateUnbounded<bool>();
        private readonly Channel<bool> _givenUp = Channel.CreateUnbounded<bool>();

        public ChannelReader<bool> Begun => _begun.Reader;

        public ChannelReader<bool> GivenUp => _givenUp.Reader;

        public void Next(string status, string output) => _results.Writer.TryWrite(new CheckResult(status, output));

        public async Task<CheckResult> ProbeAsync(CheckDefinition definition, CancellationToken cancellation)
        {
            _begun.Writer.TryWrite(true);
            try
            {
                return await _results.Reader.ReadAsync(cancellation);
            }
            catch (OperationCanceledException)
            {
                _givenUp.Writer.TryWrite(true);
                throw;
            }
        }
    }
}
