using PeeringServer.Core.Catalog;

namespace PeeringServer.Http.Wire;

/// <summary>Weights of an instance.</summary>
internal sealed record ServiceWeightsJson(int Passing, int Warning)
{
    public static ServiceWeightsJson From(ServiceWeights weights) => new(weights.Passing, weights.Warning);
}
