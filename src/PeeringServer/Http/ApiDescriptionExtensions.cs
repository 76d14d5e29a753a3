namespace PeeringServer.Http;

/// <summary>Attaches descriptions to endpoints.</summary>
internal static class ApiDescriptionExtensions
{
    public static IEndpointConventionBuilder DescribedAs(this IEndpointConventionBuilder endpoint, ApiDescription description) => endpoint.WithMetadata(description);
}
