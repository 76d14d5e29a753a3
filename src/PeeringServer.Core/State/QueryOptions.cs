namespace PeeringServer.Core.State;

/// <summary>What a reader asks of a blocking query.</summary>
/// <param name="MinIndex">Index it has seen; 0 does not block.</param>
/// <param name="Wait">How long to wait at the most; zero or less for the default.</param>
internal readonly record struct QueryOptions(ulong MinIndex, TimeSpan Wait);
