namespace PeeringServer.Persistence;

/// <summary>A data folder that cannot be used. The message names the folder, and says what to do.</summary>
internal sealed class DataFolderException(string message, Exception? cause = null) : Exception(message, cause);
