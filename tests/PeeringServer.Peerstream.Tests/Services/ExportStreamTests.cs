using System.Net.Http.Json;
using PeeringServer.Peerstream.Messages;
using PeeringServer.Peerstream.Tests.Infrastructure;
using PeeringServer.Peerstream.Tests.Scripted;
using PeeringServer.Testing;

namespace PeeringServer.Peerstream.Tests.Services;

/// <summary>What a peer gets of the services that are exported to it.</summary>
public sealed class ExportStreamTests : IAsyncLifetime
{
    private const int Burst = 200;

    private ConsulCluster _cluster = null!;

    public async Task InitializeAsync() => _cluster = await ClusterExtensions.StartAsync("dc1");

    public async Task DisposeAsync()
    {
        await _cluster.DisposeAsync();
        _cluster.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task Burst_ToAPeerThatAnswersLate_IsSentInFewMessages()
    {
        var (call, answered) = await ExportAsync();
        await using var stream = call;

        for (var i = 0; i < Burst; i++)
        {
            await RegisterAsync($"web-{i}");
        }

        var sizes = new List<int>();
        while (sizes.LastOrDefault() < Burst)
        {
            var service = await ServiceAsync(call);
            sizes.Add(service.Service.Nodes.Count);
            await call.SendAsync(Urls.Subscription(Urls.ExportedService, nonce: service.Nonce));
        }

        answered.Should().Be(0);
        sizes.Should().HaveCountLessThan(Burst / 4).And.BeInAscendingOrder();
    }

    [Fact]
    public async Task Change_AfterANack_IsSentAllTheSame()
    {
        var (call, _) = await ExportAsync();
        await using var stream = call;
        await RegisterAsync("web-1");
        var first = await ServiceAsync(call);
        var refusal = Urls.Subscription(Urls.ExportedService, nonce: first.Nonce);
        refusal.Request.Error = new Status { Code = 13, Message = "no room" };

        await call.SendAsync(refusal);
        await RegisterAsync("web-2");

        (await ServiceAsync(call)).Service.Nodes.Should().HaveCount(2);
        (await _cluster.StreamAsync("p"))!.LastNackText.Should().Contain("no room");
    }

    [Fact]
    public async Task Nonces_OfOneStream_AreAllDifferent()
    {
        var (call, _) = await ExportAsync();
        await using var stream = call;
        var nonces = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            await RegisterAsync($"web-{i}");
            var service = await ServiceAsync(call);
            nonces.Add(service.Nonce);
            await call.SendAsync(Urls.Subscription(Urls.ExportedService, nonce: service.Nonce));
        }

        nonces.Should().OnlyHaveUniqueItems();
    }

    /// <summary>A stream on which a service without instances has been sent and acknowledged.</summary>
    private async Task<(WireCall Call, int Instances)> ExportAsync()
    {
        var dialer = new ScriptedDialer(await _cluster.TokenAsync("p"));
        await PutAsync("/v1/config", new { Kind = "exported-services", Name = "default", Services = new[] { new { Name = "web", Consumers = new[] { new { Peer = "p" } } } } });
        var call = await dialer.StreamAsync(await dialer.ExchangeAsync());
        await call.SendAsync(Urls.Subscription(Urls.ExportedService));
        var service = await ServiceAsync(call);
        await call.SendAsync(Urls.Subscription(Urls.ExportedService, nonce: service.Nonce));
        return (call, service.Service.Nodes.Count);
    }

    private static async Task<(string Nonce, ExportedService Service)> ServiceAsync(WireCall call)
    {
        var message = await call.ReadUntilAsync(static message => message.Response?.ResourceURL == Urls.ExportedService).InTime();
        return (message.Response.Nonce, message.Response.Resource.Unpack<ExportedService>());
    }

    private Task RegisterAsync(string id) => PutAsync("/v1/catalog/register", new { Node = "n1", Address = "10.0.0.1", Service = new { ID = id, Service = "web" } });

    private async Task PutAsync(string path, object body)
    {
        using var answer = await _cluster.Client.PutAsJsonAsync(path, body).InTime();
        answer.EnsureSuccessStatusCode();
    }
}
