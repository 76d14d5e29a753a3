using System.Net;
using PeeringServer.Conformance.Clusters;
using PeeringServer.Conformance.Replay;

namespace PeeringServer.Conformance.SelfTests;

public sealed class RefusalWatchTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task RefusedWrite_ThatTakesAnIndex_IsReported()
    {
        var transcript = await ReplayAsync(step: 1);

        transcript.RefusalTraces.Should().ContainSingle().Which.Should().StartWith("pretty-error: POST /v1/peering/token was refused with 400");
    }

    [Fact]
    public async Task RefusedWrite_ThatTakesNoIndex_IsFine()
    {
        var transcript = await ReplayAsync(step: 0);

        transcript.RefusalTraces.Should().BeEmpty();
    }

    private static Task<Transcript> ReplayAsync(ulong step)
    {
        var group = RecordedGroup.Read("dev-mode");
        return GroupRunner.RunAsync(group, new WritingLauncher(new ScriptedLauncher(group), step), Deadline);
    }

    private sealed class WritingLauncher(IClusterLauncher inner, ulong step) : IClusterLauncher
    {
        public async Task<IClusterUnderTest> StartAsync(RecordedCluster cluster, CancellationToken cancellationToken) =>
            new WritingCluster(await inner.StartAsync(cluster, cancellationToken), step);
    }

    /// <summary>A cluster whose index moves by <paramref name="step"/> each time it is looked at.</summary>
    private sealed class WritingCluster(IClusterUnderTest inner, ulong step) : IClusterUnderTest
    {
        private ulong _index;

        public string Name => inner.Name;

        public IPEndPoint Http => inner.Http;

        public IReadOnlyDictionary<string, int> Ports => inner.Ports;

        public ulong? StateIndex => _index += step;

        public IReadOnlyList<string> LoggedErrors => inner.LoggedErrors;

        public Task KillAsync(CancellationToken cancellationToken) => inner.KillAsync(cancellationToken);

        public Task RestartAsync(CancellationToken cancellationToken) => inner.RestartAsync(cancellationToken);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
