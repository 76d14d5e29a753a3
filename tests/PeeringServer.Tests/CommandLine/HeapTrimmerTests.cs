using PeeringServer.CommandLine.Agent;
using PeeringServer.Testing;

namespace PeeringServer.Tests.CommandLine;

/// <summary>Memory goes back to the system after a burst, and at no other time.</summary>
public sealed class HeapTrimmerTests : IDisposable
{
    private const long Megabyte = 1024 * 1024;

    private readonly VirtualTimeProvider _clock = new();
    private readonly HeapTrimmer _trimmer;
    private long _allocated;
    private int _trims;

    public HeapTrimmerTests() => _trimmer = new HeapTrimmer(_clock, () => _allocated, () => _trims++);

    public void Dispose() => _trimmer.Dispose();

    [Fact]
    public void Burst_IsCollectedOnce_WhenItIsOver()
    {
        Pass(20 * Megabyte).Should().Be(0, "it may go on");
        Pass(0).Should().Be(1);
        Pass(0).Should().Be(1);
    }

    [Fact]
    public void Heartbeats_AreNoBurst()
    {
        for (var i = 0; i < 100; i++)
        {
            Pass(Megabyte / 2).Should().Be(0);
        }
    }

    [Fact]
    public void Load_ThatGoesOn_IsNotHeldUp()
    {
        for (var i = 0; i < 30; i++)
        {
            Pass(100 * Megabyte).Should().Be(0);
        }
    }

    [Fact]
    public void Trimmer_OfAProcessThatStops_DoesNothing()
    {
        _trimmer.Dispose();

        Pass(20 * Megabyte);
        Pass(0).Should().Be(0);
        _clock.PendingTimers.Should().Be(0);
    }

    private int Pass(long bytes)
    {
        _allocated += bytes;
        _clock.Advance(TimeSpan.FromSeconds(5));
        return _trims;
    }
}
