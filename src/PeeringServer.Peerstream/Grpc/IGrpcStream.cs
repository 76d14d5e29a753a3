namespace PeeringServer.Peerstream.Grpc;

/// <summary>
/// One end of a call with messages in both directions. One reader and one writer at a time; they do not wait for each
/// other.
/// </summary>
internal interface IGrpcStream<TIn, in TOut>
    where TIn : class
{
    /// <summary>The next message, or null once the other side ended in good order.</summary>
    /// <exception cref="GrpcException">The call is over, or the message cannot be taken.</exception>
    ValueTask<TIn?> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Sends a message at once.</summary>
    /// <exception cref="GrpcException">The call is over; why, the reading side says.</exception>
    ValueTask WriteAsync(TOut message, CancellationToken cancellationToken);
}
