using PeeringServer.Core;
using PeeringServer.Http.Wire;

namespace PeeringServer.Emulator;

/// <summary>What Consul does not have: health, and the description of the API.</summary>
internal static class EmulatorEndpoints
{
    public static void Map(WebApplication application, Cluster cluster)
    {
        var document = new OpenApiDocumentSource(application);
        var page = new SwaggerUiPage(application.Services);
        IEndpointRouteBuilder routes = application;
        routes.MapGet(EmulatorRoutes.Health, context => HealthAsync(context, cluster)).ExcludeFromDescription();
        SnapshotEndpoints.Map(routes, cluster);
        routes.MapGet(EmulatorRoutes.OpenApi, document.WriteAsync).ExcludeFromDescription();
        routes.MapGet(EmulatorRoutes.Docs + "/{**rest}", page.WriteAsync).ExcludeFromDescription();
    }

    /// <summary>Answers only when a token can be generated, for whoever waits on a container.</summary>
    private static async Task HealthAsync(HttpContext context, Cluster cluster)
    {
        await cluster.Started.WaitAsync(context.RequestAborted).ConfigureAwait(false);
        context.Response.ContentType = ConsulHeaders.Json;
        await context.Response.WriteAsync("""{"status":"ready"}""", context.RequestAborted).ConfigureAwait(false);
    }
}
