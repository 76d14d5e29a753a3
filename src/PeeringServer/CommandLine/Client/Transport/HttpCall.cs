namespace PeeringServer.CommandLine.Client.Transport;

/// <summary>A request.</summary>
/// <param name="Method">The method.</param>
/// <param name="Url">Where it goes.</param>
/// <param name="Headers">Headers beside those the transport sets.</param>
/// <param name="Body">The body, or null for none.</param>
internal sealed record HttpCall(string Method, RequestUrl Url, IReadOnlyList<NamedValue> Headers, byte[]? Body);
