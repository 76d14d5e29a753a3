using PeeringServer.Http.Wire;

namespace PeeringServer.Emulator;

/// <summary>Swagger's page over the OpenAPI document. Loaded when first asked for: most processes never are.</summary>
internal sealed class SwaggerUiPage(IServiceProvider services)
{
    private readonly Lazy<RequestDelegate> _page = new(() => Build(services));

    public Task WriteAsync(HttpContext context)
    {
        // The middleware leaves a request alone that an endpoint has taken.
        context.SetEndpoint(null);
        return _page.Value(context);
    }

    private static RequestDelegate Build(IServiceProvider services)
    {
        var page = new ApplicationBuilder(services);
        page.UseSwaggerUI(options =>
        {
            options.RoutePrefix = EmulatorRoutes.Docs.TrimStart('/');
            options.SwaggerEndpoint(EmulatorRoutes.OpenApi, "peering-server");
            options.DocumentTitle = "peering-server";
        });
        return page.Build();
    }
}
