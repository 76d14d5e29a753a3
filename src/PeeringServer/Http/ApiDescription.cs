namespace PeeringServer.Http;

/// <summary>What the OpenAPI document says of one endpoint.</summary>
/// <param name="Tag">Group it stands in.</param>
/// <param name="Summary">One line.</param>
/// <param name="Responses">Its answers.</param>
internal sealed record ApiDescription(string Tag, string Summary, params ApiExample[] Responses)
{
    /// <summary>An example of the request body, as JSON; null where there is none.</summary>
    public string? Request { get; init; }

    /// <summary>Name of the parameter in the path; null where there is none.</summary>
    public string? PathParameter { get; init; }

    /// <summary>Whether it takes the parameters of blocking queries.</summary>
    public bool Blocking { get; init; }
}
