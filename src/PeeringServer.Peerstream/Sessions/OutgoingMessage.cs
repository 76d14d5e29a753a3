using PeeringServer.Peerstream.Messages;

namespace PeeringServer.Peerstream.Sessions;

/// <summary>A message on its way out.</summary>
/// <param name="Message">The message.</param>
/// <param name="IsCounted">Whether it holds one of the places that those who publish share.</param>
/// <param name="Written">Completes when it was handed to the connection, or never will be.</param>
internal sealed record OutgoingMessage(ReplicationMessage Message, bool IsCounted = false, TaskCompletionSource? Written = null);
