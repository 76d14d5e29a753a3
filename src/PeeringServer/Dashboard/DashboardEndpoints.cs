using PeeringServer.Configuration;
using PeeringServer.Http.Wire;

namespace PeeringServer.Dashboard;

/// <summary>One read-only page where a real agent has its UI.</summary>
internal static class DashboardEndpoints
{
    private const string Page = "PeeringServer.Dashboard.index.html";

    public static void Map(IEndpointRouteBuilder routes, AgentOptions options)
    {
        if (options.UiEnabled)
        {
            routes.MapGet($"{options.UiContentPath}{{**rest}}", WriteAsync).ExcludeFromDescription();
        }
    }

    private static async Task WriteAsync(HttpContext context)
    {
        using var page = typeof(DashboardEndpoints).Assembly.GetManifestResourceStream(Page) ?? throw new InvalidOperationException($"{Page} is not part of the program.");
        context.Response.ContentType = ConsulHeaders.Html;
        context.Response.ContentLength = page.Length;
        await page.CopyToAsync(context.Response.Body, context.RequestAborted).ConfigureAwait(false);
    }
}
