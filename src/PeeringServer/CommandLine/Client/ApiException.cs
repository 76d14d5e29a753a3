namespace PeeringServer.CommandLine.Client;

/// <summary>A request that came to nothing; the message is one for the user.</summary>
internal sealed class ApiException : Exception
{
    /// <param name="message">What to say.</param>
    /// <param name="status">The status of the answer, or null where there was none.</param>
    public ApiException(string message, int? status = null)
        : base(message) => Status = status;

    /// <param name="message">What to say.</param>
    /// <param name="inner">Where it came from.</param>
    public ApiException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>The status of the answer, or null where there was none that made sense.</summary>
    public int? Status { get; }
}
