namespace PeeringServer.Core.State;

/// <summary>What a query found.</summary>
/// <param name="Index">Index of the topic at the time; a later one means that it changed.</param>
/// <param name="Value">What was found.</param>
/// <param name="Found">Whether there was anything. Of what is missing, one absence is like another: it wakes nobody.</param>
/// <param name="HasHidden">Whether anything was left out because the caller may not see it.</param>
internal readonly record struct Reading<T>(ulong Index, T Value, bool Found = true, bool HasHidden = false);
