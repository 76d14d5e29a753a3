namespace PeeringServer.Http;

/// <summary>One answer of an endpoint.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="When">When it is given.</param>
/// <param name="Body">Example of the body, JSON where it starts like JSON, else text; null where there is none.</param>
internal sealed record ApiExample(int Status, string When, string? Body = null)
{
    /// <summary>The shape of the body; null where nothing is said of it.</summary>
    public ApiSchema? Schema { get; init; }
}
