using PeeringServer.Core.Acl;
using PeeringServer.Core.KeyValue;
using PeeringServer.Core.State;
using PeeringServer.Testing;

namespace PeeringServer.Core.Tests.KeyValue;

public sealed class KeyValueReaderTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private readonly VirtualTimeProvider _clock = new();
    private readonly ClusterState _state = new();
    private readonly KeyValueStore _store;
    private readonly KeyValueReader _reader;

    public KeyValueReaderTests()
    {
        _store = new KeyValueStore(_state, _clock);
        _reader = new KeyValueReader(new BlockingQuery(_state, new ClusterOptions(), _clock, CancellationToken.None));
    }

    [Fact]
    public async Task List_Blocked_SleepsThroughOtherPrefixes_AndWakesOnItsOwn()
    {
        Put("app/a");
        var query = ListAsync("app/", _state.Current.Index);
        await _clock.WhenTimersPendingAsync(1).WaitAsync(Deadline);

        Put("other/a");
        query.IsCompleted.Should().BeFalse();
        Put("app/b");

        var reading = await query.WaitAsync(Deadline);
        reading.Index.Should().Be(_state.Current.Index);
        reading.Value.Select(static entry => entry.Key).Should().Equal("app/a", "app/b");
        _state.WatchedTopics.Should().Be(0);
    }

    [Theory]
    [InlineData("app/a")]
    [InlineData("app/")]
    [InlineData("a")]
    [InlineData("")]
    public async Task List_Blocked_WakesWhenAWholeTreeGoes(string prefix)
    {
        Put("app/a");
        Put("app/b");
        var query = ListAsync(prefix, _state.Current.Index);
        await _clock.WhenTimersPendingAsync(1).WaitAsync(Deadline);

        _store.DeleteUnder("app", AllowAllAuthorizer.Instance);

        var reading = await query.WaitAsync(Deadline);
        reading.Value.Should().BeEmpty();
        reading.Index.Should().Be(_state.Current.Index);
    }

    [Fact]
    public async Task Get_OfAMissingKey_WakesOnlyWhenItAppears()
    {
        Put("a");
        var query = _reader.GetAsync("ghost", new QueryOptions(_state.Current.Index, TimeSpan.FromSeconds(30)), AllowAllAuthorizer.Instance, default).AsTask();
        await _clock.WhenTimersPendingAsync(1).WaitAsync(Deadline);

        Put("b");
        query.IsCompleted.Should().BeFalse();
        Put("ghost");

        (await query.WaitAsync(Deadline)).Value!.Key.Should().Be("ghost");
    }

    [Fact]
    public async Task Get_Blocked_SleepsThroughAWriteOfTheSameValue()
    {
        Put("a");
        var index = _state.Current.Index;
        var query = _reader.GetAsync("a", new QueryOptions(index, TimeSpan.FromSeconds(30)), AllowAllAuthorizer.Instance, default).AsTask();
        await _clock.WhenTimersPendingAsync(1).WaitAsync(Deadline);

        Put("a");
        query.IsCompleted.Should().BeFalse();
        _clock.Advance(TimeSpan.FromSeconds(40));

        (await query.WaitAsync(Deadline)).Index.Should().Be(index);
    }

    [Theory]
    [InlineData("", "/", "a", "dir/", "x")]
    [InlineData("dir/", "/", "dir/b", "dir/sub/")]
    [InlineData("dir", "/", "dir/")]
    [InlineData("dir/", "", "dir/b", "dir/sub/c", "dir/sub/d")]
    [InlineData("dir/", "ub", "dir/b", "dir/sub")]
    public async Task Keys_WithASeparator_AreCutOffAfterTheFirst(string prefix, string separator, params string[] expected)
    {
        foreach (var key in (string[])["a", "dir/b", "dir/sub/c", "dir/sub/d", "x"])
        {
            Put(key);
        }

        var reading = await _reader.KeysAsync(prefix, separator, default, AllowAllAuthorizer.Instance, default);

        reading.Value.Should().Equal(expected);
    }

    [Fact]
    public void Index_OfAPrefix_IsThatOfADeletion_UntilItsTombstoneIsSwept()
    {
        Put("app/a");
        _store.Delete("app/a", AllowAllAuthorizer.Instance);
        var deleted = _state.Current.Index;
        Put("x");
        _state.Current.KeyValues.IndexUnder("app/").Should().Be(deleted);

        _clock.Advance(TimeSpan.FromMinutes(16));
        _store.Delete("x", AllowAllAuthorizer.Instance);

        _state.Current.KeyValues.IndexUnder("app/").Should().Be(_state.Current.Index, "nothing is known of the prefix any more, so the index of all keys stands for it");
    }

    [Fact]
    public void Index_OfAPrefix_DoesNotGoBackToAnOldTombstoneWhenItsTreeGoes()
    {
        Put("b/x");
        _store.Delete("b/x", AllowAllAuthorizer.Instance);
        Put("b/y");

        _store.DeleteUnder("b", AllowAllAuthorizer.Instance);

        _state.Current.KeyValues.IndexUnder("b/").Should().Be(_state.Current.Index);
    }

    private void Put(string key) => _store.Set(new KeyValueEntry(key), AllowAllAuthorizer.Instance);

    private Task<Reading<IReadOnlyList<KeyValueEntry>>> ListAsync(string prefix, ulong index) =>
        _reader.ListAsync(prefix, new QueryOptions(index, TimeSpan.FromSeconds(30)), AllowAllAuthorizer.Instance, default).AsTask();
}
