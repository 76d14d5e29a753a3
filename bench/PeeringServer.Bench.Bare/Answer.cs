using Microsoft.Extensions.Primitives;

namespace PeeringServer.Bench.Bare;

/// <summary>What is answered to every request.</summary>
/// <param name="Headers">Headers but for those about the length.</param>
/// <param name="Body">The body.</param>
/// <param name="IsMeasured">Whether its length is told in a header; otherwise it is sent in chunks.</param>
internal sealed record Answer(KeyValuePair<string, StringValues>[] Headers, byte[] Body, bool IsMeasured);
