using PeeringServer.Core.Peerings;
using PeeringServer.Core.State;
using PeeringServer.Testing;

namespace PeeringServer.Core.Tests.State;

public sealed class BlockingQueryTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private readonly VirtualTimeProvider _clock = new();
    private readonly ClusterState _state = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly PeeringStore _peerings;
    private readonly BlockingQuery _queries;

    public BlockingQueryTests()
    {
        _peerings = new PeeringStore(_state);
        _queries = new BlockingQuery(_state, new ClusterOptions(), _clock, _stopping.Token);
    }

    [Fact]
    public async Task Query_WithoutIndex_ReadsAtOnce()
    {
        var peering = Put("a");

        var reading = await ReadAsync("a", 0, "30s").AsTask().WaitAsync(Deadline);

        reading.Index.Should().Be(peering.ModifyIndex);
    }

    [Fact]
    public async Task Query_BehindTheIndex_ReadsAtOnce()
    {
        Put("a");
        var latest = Put("a");

        var reading = await ReadAsync("a", latest.ModifyIndex - 1, "30s").AsTask().WaitAsync(Deadline);

        reading.Index.Should().Be(latest.ModifyIndex);
    }

    [Fact]
    public async Task Query_ThatMayWaitLongerThanATimerCan_WaitsAllTheSame()
    {
        var queries = new BlockingQuery(_state, new ClusterOptions { MaxQueryTime = TimeSpan.FromHours(2000) }, TimeProvider.System, _stopping.Token);
        var first = Put("a");
        var query = queries.RunAsync(Topic.Peering("a"), new QueryOptions(first.ModifyIndex, TimeSpan.FromHours(2000)), static snapshot => new Reading<int>(snapshot.Peerings.Index, 0), CancellationToken.None).AsTask();

        Put("a");

        (await query.WaitAsync(Deadline)).Index.Should().BeGreaterThan(first.ModifyIndex);
    }

    [Fact]
    public async Task Query_AtTheIndex_WakesOnAWriteToItsTopic()
    {
        var first = Put("a");
        var query = ReadAsync("a", first.ModifyIndex, "30s").AsTask();
        await _clock.WhenTimersPendingAsync(1).WaitAsync(Deadline);

        var second = Put("a");
        var reading = await query.WaitAsync(Deadline);

        reading.Index.Should().Be(second.ModifyIndex);
        _state.WatchedTopics.Should().Be(0);
    }

    [Fact]
    public async Task Query_AtTheIndex_SleepsThroughWritesToOthers()
    {
        var first = Put("a");
        var query = ReadAsync("a", first.ModifyIndex, "2s").AsTask();
        await _clock.WhenTimersPendingAsync(1).WaitAsync(Deadline);

        Put("b");
        query.IsCompleted.Should().BeFalse();
        _clock.Advance(TimeSpan.FromSeconds(3));
        var reading = await query.WaitAsync(Deadline);

        reading.Index.Should().Be(first.ModifyIndex);
    }

    [Theory]
    [InlineData("1s", 1, 1.0625)]
    [InlineData("0s", 300, 318.75)]
    [InlineData("-1s", 300, 318.75)]
    [InlineData("3600s", 600, 637.5)]
    public async Task Query_WithoutAChange_WaitsItsTimeAndUpToASixteenthMore(string wait, double least, double most)
    {
        var first = Put("a");
        var query = ReadAsync("a", first.ModifyIndex, wait).AsTask();
        await _clock.WhenTimersPendingAsync(1).WaitAsync(Deadline);

        _clock.Advance(TimeSpan.FromSeconds(least) - TimeSpan.FromMilliseconds(1));
        query.IsCompleted.Should().BeFalse();
        _clock.Advance(TimeSpan.FromSeconds(most - least) + TimeSpan.FromMilliseconds(2));

        (await query.WaitAsync(Deadline)).Index.Should().Be(first.ModifyIndex);
    }

    [Fact]
    public async Task Query_ForAMissingName_ReturnsAtOnceWhenItsIndexIsOld()
    {
        Put("a");

        var reading = await ReadAsync("ghost", 1, "30s").AsTask().WaitAsync(Deadline);

        reading.Found.Should().BeFalse();
    }

    [Fact]
    public async Task Query_ForAMissingName_WakesOnlyWhenItAppears()
    {
        var other = Put("a");
        var query = ReadAsync("ghost", other.ModifyIndex, "30s").AsTask();
        await _clock.WhenTimersPendingAsync(1).WaitAsync(Deadline);

        Put("b");
        query.IsCompleted.Should().BeFalse();
        var ghost = Put("ghost");

        (await query.WaitAsync(Deadline)).Index.Should().Be(ghost.ModifyIndex);
    }

    [Fact]
    public async Task Query_WokenByADeletion_SeesItEvenIfItWasOverAtOnce()
    {
        var first = Put("a");
        var query = ReadAsync("a", first.ModifyIndex, "30s").AsTask();
        await _clock.WhenTimersPendingAsync(1).WaitAsync(Deadline);

        _peerings.MarkForDeletion("a", _clock.GetUtcNow());
        _peerings.Remove(first.Id);
        var reading = await query.WaitAsync(Deadline);

        reading.Value!.State.Should().Be(PeeringState.Deleting);
    }

    [Fact]
    public async Task Query_AtADeletion_WakesOnTheRemoval()
    {
        var first = Put("a");
        var marked = _peerings.MarkForDeletion("a", _clock.GetUtcNow())!;
        var query = ReadAsync("a", marked.ModifyIndex, "30s").AsTask();
        await _clock.WhenTimersPendingAsync(1).WaitAsync(Deadline);

        _peerings.Remove(first.Id);

        (await query.WaitAsync(Deadline)).Found.Should().BeFalse();
    }

    [Fact]
    public async Task Query_WhenTheClusterStops_EndsAtOnce()
    {
        var first = Put("a");
        var query = ReadAsync("a", first.ModifyIndex, "300s").AsTask();
        await _clock.WhenTimersPendingAsync(1).WaitAsync(Deadline);

        await _stopping.CancelAsync();
        await query.WaitAsync(Deadline);

        _state.WatchedTopics.Should().Be(0);
        _clock.PendingTimers.Should().Be(0);
    }

    [Fact]
    public async Task Query_WhenItsClientLeaves_EndsAtOnce()
    {
        using var client = new CancellationTokenSource();
        var first = Put("a");
        var query = ReadAsync("a", first.ModifyIndex, "300s", client.Token).AsTask();
        await _clock.WhenTimersPendingAsync(1).WaitAsync(Deadline);

        await client.CancelAsync();
        await query.WaitAsync(Deadline);

        _state.WatchedTopics.Should().Be(0);
    }

    public void Dispose() => _stopping.Dispose();

    private Peering Put(string name) => _peerings.Put(_state.Current.Peerings.Find(name) ?? new Peering { Id = Guid.NewGuid().ToString(), Name = name });

    private ValueTask<Reading<Peering?>> ReadAsync(string name, ulong index, string wait, CancellationToken cancellation = default) => _queries.RunAsync(
        Topic.Peering(name),
        new QueryOptions(index, TimeSpan.FromSeconds(double.Parse(wait.TrimEnd('s'), System.Globalization.CultureInfo.InvariantCulture))),
        snapshot => snapshot.Peerings.Find(name) is { } peering ? new Reading<Peering?>(peering.ModifyIndex, peering) : new Reading<Peering?>(snapshot.Peerings.Index, null, Found: false),
        cancellation);
}
