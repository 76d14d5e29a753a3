using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PeeringServer.Conformance.Clusters;
using PeeringServer.Conformance.Replay;

namespace PeeringServer.Conformance.SelfTests;

/// <summary>A web server that gives scripted answers, one after the other, and none to a request that is not in the script.</summary>
internal sealed class ScriptedCluster : IClusterUnderTest
{
    private readonly WebApplication _application;
    private readonly Queue<(RecordedStep Step, JsonObject Answer)> _script;
    private readonly RecordedValues _values;

    private ScriptedCluster(RecordedCluster cluster, IEnumerable<(RecordedStep Step, JsonObject Answer)> script, RecordedValues values)
    {
        Name = cluster.Name;
        _script = new(script);
        _values = values;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _application = builder.Build();
        _application.Run(AnswerAsync);
    }

    public string Name { get; }

    public IPEndPoint Http => new(IPAddress.Loopback, Ports["http"]);

    public IReadOnlyDictionary<string, int> Ports { get; private set; } = new Dictionary<string, int>();

    public ulong? StateIndex => null;

    public IReadOnlyList<string> LoggedErrors => [];

    public static async Task<ScriptedCluster> StartAsync(
        RecordedCluster cluster, IEnumerable<(RecordedStep Step, JsonObject Answer)> script, RecordedValues values, CancellationToken cancellationToken)
    {
        var started = new ScriptedCluster(cluster, script, values);
        await started._application.StartAsync(cancellationToken);
        var bound = new Uri(started._application.Urls.Single()).Port;
        var shown = 60_000 + ((cluster.Name[0] - 'a') * 100);
        started.Ports = ClusterConfiguration.PortNames.Select((name, i) => (name, port: name == "http" ? bound : shown + i + 1))
            .ToDictionary(port => port.name, port => cluster.Ports.GetValueOrDefault(port.name, port.port));
        return started;
    }

    public Task KillAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task RestartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        if (context.Request.Headers.UserAgent == RefusalWatch.UserAgent || Next(context.Request.Method, target) is not { } answer)
        {
            context.Response.StatusCode = StatusCodes.Status501NotImplemented;
            return;
        }

        context.Response.StatusCode = answer["status"]!.GetValue<int>();
        foreach (var (name, value) in answer["headers"]!.AsObject())
        {
            if (name != "Transfer-Encoding")
            {
                context.Response.Headers[name] = _values.Text(value!.GetValue<string>());
            }
        }

        var body = _values.Body(answer);
        if (context.Request.Method != "HEAD" && body.Length > 0)
        {
            context.Response.ContentLength = answer["headers"]!["Transfer-Encoding"] is null ? body.Length : null;
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        }
    }

    /// <summary>The answer to the next step that this is the request of. Steps before it were refused by the web server itself, which no script reaches.</summary>
    private JsonObject? Next(string method, string target)
    {
        lock (_script)
        {
            while (_script.TryDequeue(out var next))
            {
                if (IsFor(next.Step, method, target))
                {
                    return next.Answer;
                }
            }

            return null;
        }
    }

    private static bool IsFor(RecordedStep step, string method, string target) =>
        step.Method == method && (step.Path == target || (step.Path!.Split("{{") is [var start, _, ..] && target.StartsWith(start, StringComparison.Ordinal)));
}
