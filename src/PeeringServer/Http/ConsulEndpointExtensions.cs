namespace PeeringServer.Http;

/// <summary>Maps Consul's routes as minimal API endpoints.</summary>
internal static class ConsulEndpointExtensions
{
    private const string Rest = "{**rest}";

    public static IEndpointConventionBuilder MapConsul(this IEndpointRouteBuilder endpoints, string method, string pattern, ConsulHandler handler)
    {
        var template = pattern.EndsWith('/') ? pattern + Rest : pattern;
        return endpoints.MapMethods(template, [method], context => ConsulExchange.Of(context).RunAsync(handler))
            .WithMetadata(new ConsulRoute(pattern, method))
            .WithDisplayName($"{method} {pattern}");
    }
}
