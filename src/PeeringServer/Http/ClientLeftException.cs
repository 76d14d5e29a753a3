namespace PeeringServer.Http;

/// <summary>The client cut the connection while it was still sending: nobody is left to answer.</summary>
internal sealed class ClientLeftException(IOException cause) : Exception(cause.Message, cause);
