namespace PeeringServer.Core.GoJson;

/// <summary>JSON that Go's <c>encoding/json</c> would refuse; the message is Go's, to the letter.</summary>
internal sealed class GoJsonException : Exception
{
    public GoJsonException(string message)
        : base(message)
    {
    }

    public GoJsonException(GoTypeMismatch mismatch)
        : base(mismatch.ToString())
    {
        Mismatch = mismatch;
    }

    /// <summary>What did not fit what, if that is what went wrong; a decoder further out adds its own fields to it.</summary>
    public GoTypeMismatch? Mismatch { get; }
}
