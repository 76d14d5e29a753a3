using PeeringServer.Peerstream.Messages;

namespace PeeringServer.Peerstream.Sessions;

/// <summary>A message on its way out.</summary>
/// <param name="Message">The message.</param>
/// <param name="Written">Completes when it was handed to the connection, or never will be.</param>
internal readonly record struct OutgoingMessage(ReplicationMessage Message, TaskCompletionSource? Written = null);
