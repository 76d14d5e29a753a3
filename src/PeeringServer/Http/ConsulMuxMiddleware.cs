using Microsoft.AspNetCore.Http.Features;
using PeeringServer.Configuration;
using PeeringServer.Core;
using PeeringServer.Http.Wire;

namespace PeeringServer.Http;

/// <summary>Takes every request but those to the emulator's own paths: finds Consul's route for it, or answers as a server without one does.</summary>
internal sealed class ConsulMuxMiddleware(RequestDelegate next, ConsulMux mux, Cluster cluster, AgentOptions options)
{
    public Task InvokeAsync(HttpContext context) => cluster.Started.IsCompleted ? RouteAsync(context) : WaitAndRouteAsync(context);

    private async Task WaitAndRouteAsync(HttpContext context)
    {
        await cluster.Started.WaitAsync(context.RequestAborted).ConfigureAwait(false);
        await RouteAsync(context).ConfigureAwait(false);
    }

    private Task RouteAsync(HttpContext context)
    {
        var raw = TargetOf(context);
        if (raw == "*")
        {
            return Task.CompletedTask;
        }

        if (ConsulTarget.Parse(raw) is not { } target)
        {
            return ConsulWriter.WriteAsync(context, ConsulResponse.Text(StatusCodes.Status400BadRequest, ConsulTexts.BadRequest));
        }

        if (!target.IsPrintable)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        }

        if (mux.RedirectOf(target) is { } location)
        {
            return RedirectAsync(context, StatusCodes.Status307TemporaryRedirect, location, ConsulTexts.TemporaryRedirect);
        }

        if (IsOwn(target.Match))
        {
            // Dots that came as escapes lead out of the prefix only for the framework, which routes by a path of its own.
            return IsOwn(context.Request.Path.Value ?? "") ? next(context) : MissingAsync(context, target);
        }

        return mux.Find(target.Match) is { } entry ? DispatchAsync(context, target, entry) : MissingAsync(context, target);
    }

    /// <summary>ASP.NET Core's in-memory test server knows no target, only its parts.</summary>
    private static string TargetOf(HttpContext context) => context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget is { Length: > 0 } raw
        ? raw
        : context.Request.Path.ToUriComponent() + context.Request.QueryString;

    private Task DispatchAsync(HttpContext context, ConsulTarget target, ConsulMuxEntry entry)
    {
        var exchange = new ConsulExchange(new ConsulRequest(context, target, cluster, options), entry);
        context.Features.Set(exchange);
        if (!entry.Endpoints.TryGetValue(context.Request.Method, out var endpoint))
        {
            return exchange.RunAsync(null);
        }

        context.SetEndpoint(endpoint);
        return next(context);
    }

    /// <summary>Whether a path is one of those that Consul's routes have no part in.</summary>
    private bool IsOwn(string path) =>
        path.StartsWith(EmulatorRoutes.Prefix, StringComparison.Ordinal) || (options.UiEnabled && path.StartsWith(options.UiContentPath, StringComparison.Ordinal));

    /// <summary>What Go's redirects are: only to a GET do they say anything, and a HEAD is told of which kind that would be.</summary>
    private static Task RedirectAsync(HttpContext context, int status, string location, string reason)
    {
        context.Response.Headers.Location = location;
        var method = context.Request.Method;
        var answer = HttpMethods.IsGet(method) || HttpMethods.IsHead(method)
            ? ConsulResponse.Text(status, ConsulTexts.Redirect(location, reason)) with { ContentType = ConsulHeaders.Html }
            : new ConsulResponse(status, null, default);
        return ConsulWriter.WriteAsync(context, answer);
    }

    private Task MissingAsync(HttpContext context, ConsulTarget target)
    {
        ConsulWriter.AddConfiguredHeaders(context, options);
        if (target.Path == ConsulRoutes.Root)
        {
            return IndexAsync(context);
        }

        var text = UnemulatedRoutes.Has(target.Path) ? ConsulTexts.NotEmulated
            : target.Path.Contains(ConsulRoutes.ApiPrefix, StringComparison.Ordinal) ? ConsulTexts.UnknownEndpoint
            : ConsulTexts.NotAnApiPath;
        return ConsulWriter.WriteAsync(context, ConsulResponse.Text(StatusCodes.Status404NotFound, text));
    }

    private Task IndexAsync(HttpContext context)
    {
        if (!options.UiEnabled)
        {
            return ConsulWriter.WriteAsync(context, ConsulResponse.Text(StatusCodes.Status200OK, ConsulTexts.UiDisabled));
        }

        return RedirectAsync(context, StatusCodes.Status301MovedPermanently, options.UiContentPath, ConsulTexts.MovedPermanently);
    }
}
