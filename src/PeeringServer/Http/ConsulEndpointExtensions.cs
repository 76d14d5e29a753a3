namespace PeeringServer.Http;

/// <summary>Maps Consul's routes as minimal API endpoints.</summary>
internal static class ConsulEndpointExtensions
{
    /// <summary>Maps one method of one route.</summary>
    /// <param name="endpoints">Where to.</param>
    /// <param name="method">HTTP method; told to clients in the order of mapping.</param>
    /// <param name="pattern">Consul's pattern; one that ends in a slash stands for everything below it.</param>
    /// <param name="handler">What answers.</param>
    /// <param name="rest">What the part below the pattern is called where the API is described.</param>
    public static IEndpointConventionBuilder MapConsul(this IEndpointRouteBuilder endpoints, string method, string pattern, ConsulHandler handler, string rest = "name")
    {
        var template = pattern.EndsWith('/') ? $"{pattern}{{**{rest}}}" : pattern;
        RequestDelegate run = context => ConsulExchange.Of(context).RunAsync(handler);
        // Endpoints are described by their method, which those made of a plain delegate do not carry by themselves.
        return endpoints.MapMethods(template, [method], run)
            .WithMetadata(new ConsulRoute(pattern, method), run.Method)
            .WithDisplayName($"{method} {pattern}");
    }
}
