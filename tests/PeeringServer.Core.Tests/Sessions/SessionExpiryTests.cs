using Microsoft.Extensions.Logging.Abstractions;
using PeeringServer.Core.Acl;
using PeeringServer.Core.KeyValue;
using PeeringServer.Core.Sessions;
using PeeringServer.Core.State;
using PeeringServer.Testing;

namespace PeeringServer.Core.Tests.Sessions;

public sealed class SessionExpiryTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);
    private static readonly IAuthorizer Caller = AllowAllAuthorizer.Instance;

    private readonly VirtualTimeProvider _clock = new();
    private readonly ClusterState _state = new();
    private readonly SessionStore _sessions;
    private readonly KeyValueStore _keys;
    private readonly SessionExpiryWorker _worker;

    public SessionExpiryTests()
    {
        var options = new ClusterOptions();
        SessionNode.Register(_state);
        var deadlines = new SessionDeadlines(_clock);
        _sessions = new SessionStore(_state, deadlines, options, _clock);
        _keys = new KeyValueStore(_state, _clock);
        _worker = new SessionExpiryWorker(_state, _sessions, deadlines, _clock, NullLogger<SessionExpiryWorker>.Instance);
    }

    public Task InitializeAsync() => _worker.StartAsync(default);

    public Task DisposeAsync() => _worker.StopAsync(default);

    public void Dispose() => _worker.Dispose();

    [Fact]
    public async Task Session_WithoutRenewal_EndsAfterTwiceItsTime()
    {
        var session = await CreateAsync("10s");
        using var ended = _state.Watch(SessionTopics.One(session.Id));

        _clock.Advance(TimeSpan.FromSeconds(19.9));
        _state.Current.Sessions.Find(session.Id).Should().NotBeNull();
        _clock.Advance(TimeSpan.FromSeconds(0.1));

        (await ended.Changed.WaitAsync(Deadline)).Sessions.Find(session.Id).Should().BeNull();
    }

    [Fact]
    public async Task Session_Renewed_LivesOnWithoutAnIndex()
    {
        var session = await CreateAsync("10s");
        var index = _state.Current.Index;
        using var ended = _state.Watch(SessionTopics.One(session.Id));

        _clock.Advance(TimeSpan.FromSeconds(15));
        _sessions.Renew(session.Id.ToUpperInvariant(), Caller).Should().Be(session);
        _state.Current.Index.Should().Be(index);
        _clock.Advance(TimeSpan.FromSeconds(19));
        await _clock.WhenTimersPendingAsync(1).WaitAsync(Deadline);
        _state.Current.Sessions.Find(session.Id).Should().NotBeNull();
        _clock.Advance(TimeSpan.FromSeconds(1));

        await ended.Changed.WaitAsync(Deadline);
    }

    [Fact]
    public async Task Sessions_OfDifferentLengths_EndInTheirOrder()
    {
        var late = await CreateAsync("30s");
        var early = await CreateAsync("10s");
        using var earlyEnded = _state.Watch(SessionTopics.One(early.Id));
        using var lateEnded = _state.Watch(SessionTopics.One(late.Id));

        _clock.Advance(TimeSpan.FromSeconds(20));
        (await earlyEnded.Changed.WaitAsync(Deadline)).Sessions.Find(late.Id).Should().NotBeNull();
        await _clock.WhenTimersPendingAsync(1).WaitAsync(Deadline);
        _clock.Advance(TimeSpan.FromSeconds(40));

        await lateEnded.Changed.WaitAsync(Deadline);
    }

    [Fact]
    public async Task Session_WithoutTimeToLive_SetsNoTimer()
    {
        await CreateAsync("10s");
        var forever = _sessions.Create(new SessionRequest { Node = "n1", Ttl = "0s" }, Caller);
        using var gone = _state.Watch(SessionTopics.All);

        _clock.Advance(TimeSpan.FromSeconds(20));
        await gone.Changed.WaitAsync(Deadline);
        _clock.Advance(TimeSpan.FromDays(30));

        _state.Current.Sessions.ById.Keys.Should().Equal(forever.Id);
    }

    [Theory]
    [InlineData("release", true)]
    [InlineData("delete", false)]
    public async Task Session_ThatExpires_GivesItsKeysBack_AfterTheLockDelay(string behavior, bool keepsKey)
    {
        var session = await CreateAsync("10s", behavior);
        var entry = new KeyValueEntry("lock") { Value = "x"u8.ToArray(), Session = session.Id };
        _keys.Lock(entry, Caller).Should().BeTrue();
        using var changed = _state.Watch(KeyValueTopics.Key("lock"));

        _clock.Advance(TimeSpan.FromSeconds(20));
        var after = (await changed.Changed.WaitAsync(Deadline)).KeyValues.Find("lock");
        (after is not null).Should().Be(keepsKey);
        (after?.Session ?? "").Should().BeEmpty();
        var other = entry with { Session = _sessions.Create(new SessionRequest { Node = "n1" }, Caller).Id };
        _keys.Lock(other, Caller).Should().BeFalse("the lock delay of 15 seconds runs");
        _clock.Advance(TimeSpan.FromSeconds(15));

        _keys.Lock(other, Caller).Should().BeTrue();
        _state.Current.KeyValues.Find("lock")!.LockIndex.Should().Be(keepsKey ? 2UL : 1UL);
    }

    /// <summary>Creates a session, and waits for the worker to wait for it.</summary>
    private async Task<Session> CreateAsync(string ttl, string behavior = "")
    {
        var session = _sessions.Create(new SessionRequest { Node = "n1", Ttl = ttl, Behavior = behavior }, Caller);
        await _clock.WhenTimersPendingAsync(1).WaitAsync(Deadline);
        return session;
    }
}
