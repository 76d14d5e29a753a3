namespace PeeringServer.Core.GoJson;

/// <summary>A JSON value that does not fit the Go type it was meant for.</summary>
/// <param name="Value">What the value is: <c>string</c>, <c>object</c>, <c>number 1.5</c>.</param>
/// <param name="TypeName">The Go type.</param>
/// <param name="Struct">The innermost struct's name without its package; empty outside of structs.</param>
/// <param name="Field">The names of the fields that lead to the value, joined by dots; empty outside of structs.</param>
internal sealed record GoTypeMismatch(string Value, string TypeName, string Struct = "", string Field = "")
{
    /// <summary>The error as Go words it.</summary>
    public override string ToString() => Struct.Length == 0 && Field.Length == 0
        ? $"json: cannot unmarshal {Value} into Go value of type {TypeName}"
        : $"json: cannot unmarshal {Value} into Go struct field {Struct}.{Field} of type {TypeName}";
}
