using Microsoft.Extensions.Logging.Abstractions;
using PeeringServer.Core.Peerings;
using PeeringServer.Core.State;

namespace PeeringServer.Core.Tests.Peerings;

public sealed class PeeringDeletionWorkerTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private readonly ClusterState _state = new();

    [Fact]
    public async Task Removal_ThatFails_IsTriedAgainWithTheNextDeletion()
    {
        var peerings = new PeeringStore(_state);
        var teardown = new FailingOnce();
        using var worker = new PeeringDeletionWorker(_state, peerings, teardown, new ClusterOptions(), NullLogger<PeeringDeletionWorker>.Instance);
        Mark(peerings, "first");
        await worker.StartAsync(CancellationToken.None);
        await teardown.Failed.WaitAsync(Deadline);

        Mark(peerings, "second");

        await GoneAsync("first").WaitAsync(Deadline);
        await GoneAsync("second").WaitAsync(Deadline);
        await worker.StopAsync(CancellationToken.None).WaitAsync(Deadline);
        worker.ExecuteTask!.IsCompletedSuccessfully.Should().BeTrue();
    }

    private static void Mark(PeeringStore peerings, string name)
    {
        peerings.Put(new Peering { Id = name, Name = name });
        peerings.MarkForDeletion(name, TimeProvider.System.GetUtcNow());
    }

    private async Task GoneAsync(string name)
    {
        while (true)
        {
            using var lease = _state.Watch(Topic.Peering(name));
            if (_state.Current.Peerings.Find(name) is null)
            {
                return;
            }

            await lease.Changed;
        }
    }

    private sealed class FailingOnce : IPeeringTeardown
    {
        private readonly TaskCompletionSource _failed = new();

        public Task Failed => _failed.Task;

        public bool IsNeeded(Peering peering) => true;

        public Task TearDownAsync(Peering peering, CancellationToken cancellation) =>
            _failed.TrySetResult() ? Task.FromException(new InvalidOperationException("broken")) : Task.CompletedTask;
    }
}
