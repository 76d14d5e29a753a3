namespace PeeringServer.Http;

/// <summary>What the OpenAPI document says of one endpoint.</summary>
/// <param name="Tag">Group it stands in.</param>
/// <param name="Summary">One line.</param>
/// <param name="Responses">Its answers.</param>
internal sealed record ApiDescription(string Tag, string Summary, params ApiExample[] Responses)
{
    /// <summary>An example of the request body, as JSON; null where there is none.</summary>
    public string? Request { get; init; }

    /// <summary>The shape of the request body; null where nothing is said of it.</summary>
    public ApiSchema? RequestSchema { get; init; }

    /// <summary>Whether it takes the parameters that choose a server.</summary>
    public bool Consistency { get; init; }

    /// <summary>What the parameter in the path is, for people; its name is that of the route.</summary>
    public string? PathParameter { get; init; }

    /// <summary>Whether it takes the parameters of blocking queries.</summary>
    public bool Blocking { get; init; }
}
