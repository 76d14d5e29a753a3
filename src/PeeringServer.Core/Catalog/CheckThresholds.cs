namespace PeeringServer.Core.Catalog;

/// <summary>
/// Counts the results of one check: how many in a row it takes until one counts (<c>success_before_passing</c>, <c>failures_before_warning</c>,
/// <c>failures_before_critical</c>). The first result counts at once, whatever it is.
/// </summary>
internal sealed class CheckThresholds(CheckDefinition definition)
{
    private long _successes = definition.SuccessBeforePassing;
    private long _failures = definition.FailuresBeforeCritical;

    /// <summary>Counts a result.</summary>
    /// <returns>What is to be told, or null while it does not count yet.</returns>
    public CheckResult? Take(CheckResult result)
    {
        if (result.Status is CheckStatus.Passing or CheckStatus.Warning)
        {
            _failures = 0;
            return ++_successes >= definition.SuccessBeforePassing ? result : null;
        }

        _successes = 0;
        _failures++;
        var beforeWarning = definition.FailuresBeforeWarning > 0 ? definition.FailuresBeforeWarning : definition.FailuresBeforeCritical;
        return _failures >= definition.FailuresBeforeCritical ? result
            : _failures >= beforeWarning ? result with { Status = CheckStatus.Warning }
            : null;
    }
}
