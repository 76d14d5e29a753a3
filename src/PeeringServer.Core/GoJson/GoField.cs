namespace PeeringServer.Core.GoJson;

/// <summary>A field of a Go struct.</summary>
/// <param name="Name">The field's name in Go, by which decoded values are asked for.</param>
/// <param name="Type">The field's type.</param>
/// <param name="JsonName">The name in JSON, where the struct's tag gives another one.</param>
internal sealed record GoField(string Name, GoType Type, string? JsonName = null)
{
    /// <summary>The name in JSON and in error messages.</summary>
    public string Key => JsonName ?? Name;
}
