using PeeringServer.Core.GoText;

namespace PeeringServer.Core.Catalog;

/// <summary>Finds services of which a check has been critical for longer than it may be (<c>deregister_critical_service_after</c>).</summary>
/// <param name="clock">What the time is.</param>
/// <param name="expire">Called with the id of such a check.</param>
internal sealed class CriticalServices(TimeProvider clock, Action<string> expire) : IDisposable
{
    // A real agent's check_deregister_interval_min.
    private static readonly TimeSpan ShortestTime = TimeSpan.FromMinutes(1);

    private readonly CheckTimers _timers = new(clock, expire);

    /// <summary>Takes the state of a check: the time begins with the first report that it is critical, and ends with any other.</summary>
    public void Follow(AgentCheck check)
    {
        if (check is { Check: { Status: CheckStatus.Critical, ServiceId.Length: > 0 }, Definition.DeregisterCriticalServiceAfter: > 0 and var after })
        {
            var time = GoDuration.ToTimeSpan(after);
            _timers.ArmOnce(check.Check.Id, time > ShortestTime ? time : ShortestTime);
        }
        else
        {
            _timers.Disarm(check.Check.Id);
        }
    }

    /// <summary>Forgets a check that is gone, or registered anew.</summary>
    public void Forget(string check) => _timers.Disarm(check);

    /// <summary>Forgets all of them.</summary>
    public void ForgetAll() => _timers.DisarmAll();

    public void Dispose() => _timers.Dispose();
}
