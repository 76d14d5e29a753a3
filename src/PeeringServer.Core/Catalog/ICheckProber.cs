namespace PeeringServer.Core.Catalog;

/// <summary>Makes a check once: asks over the network how something is.</summary>
internal interface ICheckProber
{
    /// <summary>Makes a check. What goes wrong on the way is a result, too.</summary>
    /// <param name="definition">How; of a sort that is made (<see cref="CheckDefinition.IsProbed"/>).</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="OperationCanceledException">It was given up; not when the check's own time ran out.</exception>
    Task<CheckResult> ProbeAsync(CheckDefinition definition, CancellationToken cancellation);
}
