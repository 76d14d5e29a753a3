namespace PeeringServer.Bench.Load;

/// <summary>Where a load ends.</summary>
/// <param name="Time">After this time,</param>
/// <param name="Requests">or after so many requests.</param>
internal sealed record LoadLimits(TimeSpan Time, int Requests);
