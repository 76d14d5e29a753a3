using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace PeeringServer.Tests.Checks;

/// <summary>A web server on a free port that checks are made against.</summary>
internal sealed class CheckTarget : IAsyncDisposable
{
    private readonly WebApplication _application;

    private CheckTarget(WebApplication application) => _application = application;

    public Uri Address => new(_application.Urls.First());

    /// <summary>Requests that came, as their method, their headers and their body.</summary>
    public ConcurrentQueue<(string Method, Dictionary<string, string> Headers, string Body)> Requests { get; } = new();

    public static async Task<CheckTarget> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var target = new CheckTarget(builder.Build());
        target._application.Run(context => target.AnswerAsync(context, answer));
        await target._application.StartAsync();
        return target;
    }

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context, RequestDelegate answer)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        Requests.Enqueue((context.Request.Method, context.Request.Headers.ToDictionary(static header => header.Key, static header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), body));
        await answer(context);
    }
}
