namespace PeeringServer.Persistence;

/// <summary>A snapshot file that cannot be used; the message says why.</summary>
internal sealed class SnapshotFileException(string message, Exception? cause = null) : Exception(message, cause);
