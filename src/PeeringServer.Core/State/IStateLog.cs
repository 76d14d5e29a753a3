namespace PeeringServer.Core.State;

/// <summary>Where snapshots are kept so that they outlive the process.</summary>
internal interface IStateLog
{
    /// <summary>Completes when everything up to an index is kept. Costs nothing where it is already.</summary>
    /// <param name="index">Index of a write that was published.</param>
    /// <param name="cancellation">Gives up; the write stays under way.</param>
    /// <exception cref="RefusalException">It could not be kept.</exception>
    ValueTask WhenDurableAsync(ulong index, CancellationToken cancellation);
}
