namespace PeeringServer.Peerstream.Messages;

/// <summary>Bytes are no message of the wanted type; the message of the exception is the text Consul gives.</summary>
internal sealed class MessageDecodeException(string message, Exception? inner = null) : Exception(message, inner);
