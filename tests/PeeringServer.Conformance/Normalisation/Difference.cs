namespace PeeringServer.Conformance.Normalisation;

/// <summary>A step whose answer is not the recorded one.</summary>
/// <param name="Step">Id of the step.</param>
/// <param name="Description">What was wanted and what came, over several lines.</param>
internal sealed record Difference(string Step, string Description);
