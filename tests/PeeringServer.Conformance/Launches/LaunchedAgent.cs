using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PeeringServer.Conformance.Clusters;
using PeeringServer.Conformance.Replay;

namespace PeeringServer.Conformance.Launches;

/// <summary>The published program under the name <c>consul</c>, started and ended as a client's test suite does it.</summary>
internal sealed class LaunchedAgent : IAsyncDisposable
{
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly Task _output;

    private LaunchedAgent(Process process, int http)
    {
        _process = process;
        _output = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        Client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{http}") };
        Started = Stopwatch.StartNew();
    }

    /// <summary>A client without a token.</summary>
    public HttpClient Client { get; }

    /// <summary>Runs since the process does.</summary>
    public Stopwatch Started { get; }

    public static LaunchedAgent Start(string program, TemporaryDirectory folder, int http, params string[] arguments)
    {
        var process = Process.Start(new ProcessStartInfo(Link(program, folder), ["agent", .. arguments])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        return new LaunchedAgent(process, http);
    }

    /// <summary>The standard output of a command that ends by itself.</summary>
    public static async Task<string> RunAsync(string program, TemporaryDirectory folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Link(program, folder), arguments) { WorkingDirectory = folder.Path, RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output;
    }

    /// <summary>Asks again and again, as the suites do, until an answer is as it should be. The time counts from this call.</summary>
    public async Task<JsonNode?> UntilAsync(string path, Func<JsonNode?, bool> isGood, TimeSpan budget, TimeSpan step)
    {
        var clock = Stopwatch.StartNew();
        var last = "nothing";
        while (clock.Elapsed < budget)
        {
            try
            {
                using var answer = await Client.GetAsync(new Uri(path, UriKind.Relative));
                last = $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
                if (answer.IsSuccessStatusCode && JsonNode.Parse(await answer.Content.ReadAsStringAsync()) is var json && isGood(json))
                {
                    return json;
                }
            }
            catch (HttpRequestException e)
            {
                last = e.Message;
            }

            await ScriptPause.WaitAsync(step, CancellationToken.None);
        }

        throw new TimeoutException($"{path} was not as expected within {budget.TotalSeconds} s; last: {last}");
    }

    /// <summary>Waits until a peering is gone.</summary>
    public async Task GoneAsync(string name, TimeSpan budget, TimeSpan step)
    {
        var clock = Stopwatch.StartNew();
        while (await StatusAsync(HttpMethod.Get, $"/v1/peering/{name}") != 404)
        {
            clock.Elapsed.Should().BeLessThan(budget, "the peering is to be gone by then");
            await ScriptPause.WaitAsync(step, CancellationToken.None);
        }
    }

    public async Task<JsonNode?> GetAsync(string path)
    {
        using var answer = await Client.GetAsync(new Uri(path, UriKind.Relative));
        ((int)answer.StatusCode).Should().Be(200, "{0} is answered with {1}", path, await answer.Content.ReadAsStringAsync());
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync());
    }

    public async Task<JsonNode?> SendAsync(HttpMethod method, string path, object body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        using var answer = await Client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).Should().Be(200, "{0} is answered with {1}", path, text);
        return JsonNode.Parse(text);
    }

    /// <summary>The token for a peering of this name.</summary>
    public async Task<string> TokenAsync(string name) => (string)(await SendAsync(HttpMethod.Post, "/v1/peering/token", new { PeerName = name }))!["PeeringToken"]!;

    public async Task<int> StatusAsync(HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        using var answer = await Client.SendAsync(request);
        return (int)answer.StatusCode;
    }

    /// <summary>Ends it by SIGINT, for which it may take ten seconds, and returns its exit code.</summary>
    public async Task<int> InterruptAsync()
    {
        using var kill = Process.Start("kill", ["-s", "INT", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        using var deadline = new CancellationTokenSource(EndTime);
        await _process.WaitForExitAsync(deadline.Token);
        return _process.ExitCode;
    }

    /// <summary>Ends it by SIGKILL.</summary>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();

        // A child that stayed behind would hold the pipes open, and the suites would hang on them.
        await _output.WaitAsync(EndTime);
        _process.Dispose();
    }

    private static string Link(string program, TemporaryDirectory folder)
    {
        var link = Path.Combine(folder.Path, "consul");
        if (!File.Exists(link))
        {
            File.CreateSymbolicLink(link, program);
        }

        return link;
    }
}
