namespace PeeringServer.Http;

/// <summary>An answer other than success that the HTTP side gives by itself.</summary>
internal sealed class HttpRefusalException(int status, string text) : Exception(text)
{
    public int Status { get; } = status;
}
