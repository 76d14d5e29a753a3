namespace PeeringServer.Conformance.Replay;

/// <summary>What became of one step.</summary>
/// <param name="Step">The step as recorded.</param>
/// <param name="Answer">The answer as it came; null where the step has none.</param>
/// <param name="Failure">Why the step could not be done; null where it was.</param>
internal sealed record ReplayedStep(RecordedStep Step, ExchangeAnswer? Answer, Exception? Failure);
