using PeeringServer.Core.Acl;
using PeeringServer.Core.ConfigEntries;
using PeeringServer.Core.State;
using PeeringServer.Testing;

namespace PeeringServer.Core.Tests.ConfigEntries;

public sealed class ConfigEntryStoreTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);
    private static readonly IAuthorizer Caller = AllowAllAuthorizer.Instance;

    private readonly VirtualTimeProvider _clock = new();
    private readonly ClusterState _state = new();
    private readonly ConfigEntryStore _store;
    private readonly ConfigEntryReader _reader;

    public ConfigEntryStoreTests()
    {
        _store = new ConfigEntryStore(_state);
        _reader = new ConfigEntryReader(new BlockingQuery(_state, new ClusterOptions(), _clock, CancellationToken.None));
    }

    [Fact]
    public void Put_OfWhatIsStored_TakesNoIndex_WhateverIndexIsAskedFor()
    {
        _store.Put(Defaults("web", "http"), null, Caller);
        var before = _state.Current;

        _store.Put(Defaults("web", "http"), 0, Caller).Should().BeTrue();

        _state.Current.Should().BeSameAs(before);
    }

    [Fact]
    public void Put_AtAnIndex_OnlyWritesThere()
    {
        _store.Put(Defaults("web", "http"), 7, Caller).Should().BeFalse("there is none");
        _store.Put(Defaults("web", "http"), 0, Caller).Should().BeTrue();
        var index = _state.Current.Index;
        _store.Put(Defaults("web", "tcp"), index - 1, Caller).Should().BeFalse();
        _store.Put(Defaults("web", "tcp"), index, Caller).Should().BeTrue();

        var entry = _state.Current.ConfigEntries.Find("service-defaults", "WEB")!;
        (entry.CreateIndex, entry.ModifyIndex).Should().Be((index, index + 1));
    }

    [Fact]
    public void Delete_AtAnIndex_OnlyDeletesThere()
    {
        _store.Put(Defaults("web", "http"), null, Caller);
        var index = _state.Current.Index;

        _store.Delete("service-defaults", "web", index + 1, Caller).Should().BeFalse();
        _store.Delete("service-defaults", "web", index, Caller).Should().BeTrue();
        _store.Delete("service-defaults", "web", index, Caller).Should().BeTrue("it is gone");

        _state.Current.ConfigEntries.Index.Should().Be(index + 1);
    }

    [Fact]
    public void Delete_OfTheMeshEntry_GoesByAnyName()
    {
        _store.Put(Entry("mesh", ("Peering", new Dictionary<string, object?> { ["PeerThroughMeshGateways"] = true })), null, Caller);
        MeshSettings.Of(_state.Current).PeerThroughMeshGateways.Should().BeTrue();

        _store.Delete("mesh", "whatever", null, Caller);

        MeshSettings.Of(_state.Current).PeerThroughMeshGateways.Should().BeFalse();
    }

    [Fact]
    public async Task List_Blocked_SleepsThroughOtherKinds()
    {
        _store.Put(Defaults("web", "http"), null, Caller);
        var query = _reader.ListAsync("service-defaults", new QueryOptions(_state.Current.Index, TimeSpan.FromSeconds(30)), Caller, default).AsTask();
        await _clock.WhenTimersPendingAsync(1).WaitAsync(Deadline);

        _store.Put(Entry("mesh"), null, Caller);
        query.IsCompleted.Should().BeFalse();
        _store.Put(Defaults("api", "http"), null, Caller);

        (await query.WaitAsync(Deadline)).Value.Select(static entry => entry.Name).Should().Equal("api", "web");
    }

    [Fact]
    public void Exports_WithWildcards_AreResolvedOnceEach()
    {
        _store.Put(Exports(("*", ["b"]), ("web", ["c", "a", "c"]), ("consul", ["a"])), null, Caller);

        var resolved = ExportedServices.Of(_state.Current).Resolve(["web", "db", "consul"]);

        resolved.Select(static export => $"{export.Service}: {string.Join(' ', export.Peers)}").Should().Equal("db: b", "web: a b c");
    }

    private static ConfigEntry Defaults(string name, string protocol) => Entry("service-defaults", ("Name", name), ("Protocol", protocol));

    private static ConfigEntry Exports(params (string Service, string[] Peers)[] services) => Entry(
        "exported-services",
        ("Name", "default"),
        ("Services", services.Select(static service => (object?)new Dictionary<string, object?>
        {
            ["Name"] = service.Service,
            ["Consumers"] = service.Peers.Select(static peer => (object?)new Dictionary<string, object?> { ["Peer"] = peer }).ToList(),
        }).ToList()));

    private static ConfigEntry Entry(string kind, params (string Key, object? Value)[] members)
    {
        var raw = members.ToDictionary(static member => member.Key, static member => member.Value, StringComparer.Ordinal);
        raw["Kind"] = kind;
        return ConfigEntryDecoder.Decode(raw);
    }
}
