using Microsoft.Extensions.Logging.Abstractions;
using PeeringServer.Core.Acl;
using PeeringServer.Core.Catalog;
using PeeringServer.Core.GoText;
using PeeringServer.Core.State;
using PeeringServer.Testing;

namespace PeeringServer.Core.Tests.Catalog;

public sealed class AgentConfiguringTests : IDisposable
{
    private static readonly IAuthorizer Anybody = AllowAllAuthorizer.Instance;

    private readonly ClusterState _state = new();
    private readonly AgentStore _agent;

    public AgentConfiguringTests()
    {
        var (options, clock) = (new ClusterOptions { NodeName = "n", SidecarMinPort = 0 }, new VirtualTimeProvider());
        _agent = new AgentStore(_state, new OwnNode(_state, options, clock), options, clock, NullLogger.Instance);
    }

    private AgentTable Table => _state.Current.Agent;

    public void Dispose() => _agent.Dispose();

    [Fact]
    public void Configure_Nothing_TakesNoIndex()
    {
        var before = _state.Current.Index;

        _agent.Configure(AgentDefinitions.None);

        _state.Current.Index.Should().Be(before);
    }

    [Fact]
    public void Configure_TheSameAgain_ChangesNothing()
    {
        var definitions = new AgentDefinitions { Services = [Service("web", Ttl("c"))], Checks = [Ttl("alone")] };
        _agent.Configure(definitions);
        _agent.Report("c", CheckStatus.Passing, "well", Anybody);
        var before = Table;

        _agent.Configure(definitions);

        Table.Should().BeSameAs(before);
    }

    [Fact]
    public void Configure_WithoutWhatWasThere_RemovesItAndLeavesWhatClientsRegistered()
    {
        _agent.Configure(new AgentDefinitions { Services = [Service("gone", Ttl("c1")), Service("stays", Ttl("c2"), Ttl("c3"))], Checks = [Ttl("alone")] });
        _agent.RegisterService(Service("client", Ttl("c4")), replaceChecks: false, Anybody);
        _agent.RegisterCheck(Ttl("of-client") with { ServiceId = "stays" }, Anybody);

        _agent.Configure(new AgentDefinitions { Services = [Service("stays", Ttl("c3"))] });

        Table.Services.Keys.Should().Equal("client", "stays");
        Table.Checks.Keys.Should().Equal("c3", "c4", "of-client");
        _state.Current.Catalog.Local.FindService("n", "gone").Should().BeNull();
    }

    [Fact]
    public void Configure_WhatHasChanged_ReplacesItAndKeepsTheStateOfItsCheck()
    {
        _agent.Configure(new AgentDefinitions { Services = [Service("web", Ttl("c"))] });
        _agent.Report("c", CheckStatus.Warning, "so so", Anybody);

        var changed = Service("web", Ttl("c") with { Notes = "new" });
        _agent.Configure(new AgentDefinitions { Services = [changed with { Service = changed.Service with { Port = 5 } }] });

        Table.Services["web"].Port.Should().Be(5);
        Table.Checks["c"].Check.Should().BeEquivalentTo(new { Status = CheckStatus.Warning, Output = "so so", Notes = "new" });
    }

    [Fact]
    public void Configure_ServiceThatAClientRegistersAgain_IsTheClientsFromThereOn()
    {
        _agent.Configure(new AgentDefinitions { Services = [Service("web")] });
        _agent.RegisterService(Service("web"), replaceChecks: false, Anybody);

        _agent.Configure(AgentDefinitions.None);

        Table.Services.Keys.Should().Equal("web");
    }

    [Fact]
    public void Configure_WhatCannotBeRegistered_ChangesNothing()
    {
        _agent.Configure(new AgentDefinitions { Services = [Service("old")] });
        var before = _state.Current;

        var check = () => _agent.Configure(new AgentDefinitions { Services = [Service("new")], Checks = [Ttl("c") with { ServiceId = "none" }] });
        var sidecar = () => _agent.Configure(new AgentDefinitions { Services = [Service("new") with { Sidecar = Service("") }] });
        var fault = () => _agent.Configure(new AgentDefinitions { Fault = "it is so" });

        check.Should().Throw<RefusalException>().WithMessage("Failed to register check 'c': ServiceID \"none\" does not exist");
        sidecar.Should().Throw<RefusalException>().WithMessage("Failed to register sidecar for service \"new\": no port provided for sidecar_service and auto-assignment disabled in config");
        fault.Should().Throw<RefusalException>().WithMessage("it is so");
        _state.Current.Should().BeSameAs(before);
    }

    private static AgentCheckRequest Ttl(string id) => new() { Id = id, Name = id, Definition = new CheckDefinition { Ttl = 30 * GoDuration.Second } };

    private static AgentServiceRequest Service(string name, params AgentCheckRequest[] checks) => new(new CatalogService { Node = "", Id = name, Name = name }, new(checks));
}
