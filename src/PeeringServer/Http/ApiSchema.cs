namespace PeeringServer.Http;

/// <summary>The shape of a body, as far as the OpenAPI document tells it.</summary>
/// <param name="Type">What it is.</param>
/// <param name="Element">What a list or a map holds.</param>
internal sealed record ApiSchema(ApiSchema.Kind Type, ApiSchema? Element = null)
{
    /// <summary>What a value is.</summary>
    public enum Kind
    {
        Text,
        Number,
        Object,
        List,
        Map,
    }

    public static readonly ApiSchema Text = new(Kind.Text);

    public static readonly ApiSchema Number = new(Kind.Number);

    public static readonly ApiSchema Texts = new(Kind.List, Text);

    public static readonly ApiSchema TextMap = new(Kind.Map, Text);

    /// <summary>The members of an object.</summary>
    public IReadOnlyList<(string Name, ApiSchema Schema)> Members { get; init; } = [];

    /// <summary>Those of them that have to be there.</summary>
    public IReadOnlyList<string> Required { get; init; } = [];

    public static ApiSchema Object(params (string Name, ApiSchema Schema)[] members) => new(Kind.Object) { Members = members };

    public static ApiSchema List(ApiSchema element) => new(Kind.List, element);
}
