namespace PeeringServer.Core.GoJson;

/// <summary>What Go calls <c>UnmarshalJSON</c>: turns the text of one valid JSON value into a value of the type.</summary>
/// <param name="json">The value's text, null included, without the blanks around it.</param>
/// <param name="existing">What an earlier occurrence of the same key decoded to, or null.</param>
/// <returns>The decoded value.</returns>
/// <exception cref="GoJsonException">The value is refused; decoding ends with this error.</exception>
internal delegate object? GoUnmarshal(ReadOnlySpan<byte> json, object? existing);
