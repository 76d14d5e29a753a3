namespace PeeringServer.CommandLine.Client.Transport;

/// <summary>No answer came, or none that makes sense; the message is that of Go's network packages.</summary>
internal sealed class TransportException : Exception
{
    public TransportException(string message)
        : base(message)
    {
    }

    public TransportException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
