using PeeringServer.Core.Acl;
using PeeringServer.Core.Catalog;
using PeeringServer.Core.KeyValue;
using PeeringServer.Core.Sessions;
using PeeringServer.Core.State;
using PeeringServer.Testing;

namespace PeeringServer.Core.Tests.Sessions;

public sealed class SessionStoreTests
{
    private static readonly IAuthorizer Caller = AllowAllAuthorizer.Instance;

    private readonly VirtualTimeProvider _clock = new();
    private readonly ClusterState _state = new();
    private readonly SessionStore _sessions;
    private readonly KeyValueStore _keys;

    public SessionStoreTests()
    {
        SessionNode.Register(_state);
        _sessions = new SessionStore(_state, new SessionDeadlines(_clock), new ClusterOptions(), _clock);
        _keys = new KeyValueStore(_state, _clock);
    }

    [Theory]
    [InlineData("", "", "", "Must provide Node")]
    [InlineData("n1", "burn", "", "Invalid Behavior setting 'burn'")]
    [InlineData("n1", "", "soon", "Session TTL 'soon' invalid: time: invalid duration \"soon\"")]
    [InlineData("n1", "", "9s", "Invalid Session TTL '9000000000', must be between [10s=24h0m0s]")]
    [InlineData("n1", "", "24h1s", "Invalid Session TTL '86401000000000', must be between [10s=24h0m0s]")]
    [InlineData("elsewhere", "", "", "apply failed: Missing node registration")]
    public void Create_WhatCannotBe_IsRefused(string node, string behavior, string ttl, string text)
    {
        var create = () => _sessions.Create(new SessionRequest { Node = node, Behavior = behavior, Ttl = ttl }, Caller);

        create.Should().Throw<RefusalException>().WithMessage(text);
        _state.Current.Sessions.Index.Should().Be(0);
    }

    [Fact]
    public void Create_WithACheckThatIsNotThere_IsRefused()
    {
        var create = () => _sessions.Create(new SessionRequest { Node = "n1", NodeChecks = ["disk"] }, Caller);

        create.Should().Throw<RefusalException>().WithMessage("apply failed: Missing check 'disk' registration");
    }

    [Fact]
    public void Create_WithoutAWordOfChecks_DependsOnTheNodesHealth() => Create().NodeChecks.Should().Equal("serfHealth");

    [Fact]
    public void Create_WithEmptyFormerChecks_DependsOnNothing()
    {
        var session = _sessions.Create(new SessionRequest { Node = "N1", Checks = [] }, Caller);

        session.NodeChecks.Should().BeEmpty();
        session.CheckIds.Should().BeEmpty();
    }

    [Fact]
    public void Lock_HeldByAnother_IsRefusedUntilItIsReleased()
    {
        var (first, second) = (Create(), Create());
        var entry = new KeyValueEntry("lock");

        _keys.Lock(entry with { Session = first.Id }, Caller).Should().BeTrue();
        _keys.Lock(entry with { Session = first.Id }, Caller).Should().BeTrue("it has it already");
        _keys.Lock(entry with { Session = second.Id }, Caller).Should().BeFalse();
        _keys.Unlock(entry with { Session = second.Id }, Caller).Should().BeFalse();
        _keys.Unlock(entry with { Session = first.Id }, Caller).Should().BeTrue();
        _keys.Lock(entry with { Session = second.Id }, Caller).Should().BeTrue();

        _state.Current.KeyValues.Find("lock")!.LockIndex.Should().Be(2);
    }

    [Fact]
    public void Lock_ForASessionThatIsNotThere_IsRefused()
    {
        var locking = () => _keys.Lock(new KeyValueEntry("lock") { Session = "ghost" }, Caller);

        locking.Should().Throw<RefusalException>().WithMessage("raft apply failed: invalid session \"ghost\"");
    }

    [Fact]
    public void Destroy_ReleasesItsKeys_WithOneIndexForAll()
    {
        var session = Create();
        _keys.Lock(new KeyValueEntry("a") { Session = session.Id }, Caller);
        _keys.Lock(new KeyValueEntry("b") { Session = session.Id }, Caller);

        _sessions.Destroy(session.Id, Caller);

        var snapshot = _state.Current;
        snapshot.Sessions.Index.Should().Be(snapshot.Index);
        snapshot.KeyValues.Under("").Should().OnlyContain(entry => entry.Session.Length == 0 && entry.ModifyIndex == snapshot.Index);
    }

    [Fact]
    public void Destroy_WithoutALockDelay_FreesItsKeysAtOnce()
    {
        var session = _sessions.Create(new SessionRequest { Node = "n1", LockDelay = 0 }, Caller);
        _keys.Lock(new KeyValueEntry("a") { Session = session.Id }, Caller);

        _sessions.Destroy(session.Id, Caller);

        _keys.Lock(new KeyValueEntry("a") { Session = Create().Id }, Caller).Should().BeTrue();
    }

    [Fact]
    public void LockDelay_LongerThanAMinute_CountsAsAMinute()
    {
        var session = _sessions.Create(new SessionRequest { Node = "n1", LockDelay = TimeSpan.FromHours(1).Ticks * TimeSpan.NanosecondsPerTick }, Caller);
        _keys.Lock(new KeyValueEntry("a") { Session = session.Id }, Caller);
        _sessions.Destroy(session.Id, Caller);
        var other = new KeyValueEntry("a") { Session = Create().Id };

        _clock.Advance(TimeSpan.FromSeconds(59));
        _keys.Lock(other, Caller).Should().BeFalse();
        _clock.Advance(TimeSpan.FromSeconds(1));

        _keys.Lock(other, Caller).Should().BeTrue();
    }

    [Theory]
    [InlineData("critical", true)]
    [InlineData("warning", false)]
    public void Session_WhoseCheckChanges_EndsWithTheSameWriteWhenItFails(string status, bool ends)
    {
        _state.Completing += _sessions.EndUnfounded;
        var session = Create();
        var free = _sessions.Create(new SessionRequest { Node = "n1", NodeChecks = [] }, Caller);
        _keys.Lock(new KeyValueEntry("a") { Session = session.Id }, Caller);
        var index = _state.Current.Index;

        _state.Write(transaction => new CatalogEdit(transaction).Put(SessionNode.Health(status)));

        var snapshot = _state.Current;
        snapshot.Index.Should().Be(index + 1);
        snapshot.Sessions.ById.ContainsKey(session.Id).Should().Be(!ends);
        snapshot.Sessions.ById.Should().ContainKey(free.Id);
        (snapshot.KeyValues.Find("a")!.Session.Length == 0).Should().Be(ends);
    }

    [Fact]
    public void Session_WhoseNodeGoes_EndsEvenWithoutChecks()
    {
        _state.Completing += _sessions.EndUnfounded;
        _sessions.Create(new SessionRequest { Node = "n1", NodeChecks = [] }, Caller);

        _state.Write(transaction => new CatalogEdit(transaction).RemoveNode("n1"));

        _state.Current.Sessions.ById.Should().BeEmpty();
    }

    private Session Create() => _sessions.Create(new SessionRequest { Node = "n1" }, Caller);
}
