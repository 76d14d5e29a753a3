namespace PeeringServer.Core.GoJson;

/// <summary>
/// Reads JSON exactly as Go's <c>encoding/json</c> does (Go 1.23, with which consul 1.21 is built): the same inputs are
/// accepted, the same are refused, in the same words. Consul quotes those words in its answers.
/// </summary>
internal static class GoJsonDecoder
{
    private static readonly GoType AnyMap = GoType.Map(GoType.Interface);

    /// <summary>
    /// <c>json.NewDecoder(r).Decode</c>, as for request bodies: reads the first value and ignores what follows it.
    /// An input without a value is refused with <c>EOF</c>, a truncated one with <c>unexpected EOF</c>.
    /// </summary>
    /// <param name="input">The bytes of the stream.</param>
    /// <param name="type">What to decode into.</param>
    /// <param name="disallowUnknownFields">Whether keys that mean no field of a struct are refused.</param>
    /// <returns>The decoded value in the form <see cref="GoKind"/> describes; zero for null.</returns>
    /// <exception cref="GoJsonException">The input is refused.</exception>
    public static object? DecodeStream(ReadOnlySpan<byte> input, GoType type, bool disallowUnknownFields) =>
        GoJsonDecoding.Decode(input[..new GoJsonScanner(input).ScanFirst()], type, disallowUnknownFields);

    /// <inheritdoc cref="DecodeStream(ReadOnlySpan{byte}, GoType, bool)"/>
    public static GoObject DecodeStream(ReadOnlySpan<byte> input, GoStructType type, bool disallowUnknownFields) =>
        (GoObject)DecodeStream(input, (GoType)type, disallowUnknownFields)!;

    /// <summary><c>json.Unmarshal</c>: the whole input has to be one value. Unknown fields are ignored.</summary>
    /// <param name="input">The text.</param>
    /// <param name="type">What to decode into.</param>
    /// <returns>The decoded value in the form <see cref="GoKind"/> describes; zero for null.</returns>
    /// <exception cref="GoJsonException">The input is refused.</exception>
    public static object? Unmarshal(ReadOnlySpan<byte> input, GoType type)
    {
        new GoJsonScanner(input).ScanAll();
        return GoJsonDecoding.Decode(input, type, disallowUnknownFields: false);
    }

    /// <inheritdoc cref="Unmarshal(ReadOnlySpan{byte}, GoType)"/>
    public static GoObject Unmarshal(ReadOnlySpan<byte> input, GoStructType type) => (GoObject)Unmarshal(input, (GoType)type)!;

    /// <summary>
    /// <c>json.Unmarshal</c> into <c>map[string]interface {}</c>, as for configuration files. All numbers are doubles;
    /// <c>null</c> is an empty map.
    /// </summary>
    /// <exception cref="GoJsonException">The input is refused.</exception>
    public static Dictionary<string, object?> UnmarshalMap(ReadOnlySpan<byte> input) =>
        (Dictionary<string, object?>?)Unmarshal(input, AnyMap) ?? new Dictionary<string, object?>(StringComparer.Ordinal);
}
