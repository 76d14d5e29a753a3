using System.Collections.Frozen;

namespace PeeringServer.Http;

/// <summary>One of Consul's routes.</summary>
/// <param name="Pattern">Its pattern.</param>
/// <param name="Endpoints">What answers it, by method.</param>
/// <param name="Methods">The methods in the order in which they are told to clients.</param>
internal sealed record ConsulMuxEntry(string Pattern, FrozenDictionary<string, Endpoint> Endpoints, IReadOnlyList<string> Methods)
{
    /// <summary>Value of the <c>Allow</c> header.</summary>
    public string Allow { get; } = string.Join(',', Methods.Prepend(HttpMethods.Options));
}
