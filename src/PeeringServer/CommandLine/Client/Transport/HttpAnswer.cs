namespace PeeringServer.CommandLine.Client.Transport;

/// <summary>An answer with its body.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Headers">The headers; of one that is repeated the first value.</param>
/// <param name="Body">As much of the body as came, decompressed.</param>
/// <param name="BodyFault">What ended the body early, or null.</param>
internal sealed record HttpAnswer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body, string? BodyFault);
