using System.Net;
using System.Text;
using PeeringServer.CommandLine.Client.Transport;
using PeeringServer.Core.Catalog;
using PeeringServer.Http.Wire;

namespace PeeringServer.Checks;

/// <summary>Sends a request: passing for an answer of 2xx, warning for 429, critical for any other, and for none.</summary>
internal sealed class HttpProbe(TimeProvider clock)
{
    private const int MaxRedirects = 10;

    public async Task<CheckResult> RunAsync(CheckDefinition definition, CancellationToken cancellation)
    {
        var method = definition.Method.Length > 0 ? definition.Method : HttpMethods.Get;
        if (!Uri.TryCreate(definition.Http, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
        {
            return Critical(ProbeTexts.NotSent(method, definition.Http, ProbeTexts.UnsupportedScheme(url?.Scheme ?? "")));
        }

        using var time = new ProbeTime(definition, clock, cancellation);
        var tls = new ProbeTls(definition, url.Host.Trim('[', ']'), clock);
        try
        {
            using var client = new HttpClient(Handler(definition, tls)) { Timeout = Timeout.InfiniteTimeSpan };
            using var request = ProbeRequests.Of(definition, method, url);
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, time.Token).ConfigureAwait(false);
            var body = await TailAsync(answer, definition.OutputMaxSize > 0 ? definition.OutputMaxSize : CheckResult.MaxOutput, time).ConfigureAwait(false);
            return new CheckResult(StatusOf(answer.StatusCode), ProbeTexts.Answered(method, definition.Http, $"{(int)answer.StatusCode} {answer.ReasonPhrase}", body));
        }
        catch (Exception fault) when (fault is HttpRequestException or FormatException or InvalidOperationException or IOException)
        {
            return Critical(ProbeTexts.NotSent(method, definition.Http, fault.InnerException is TransportException dialled ? dialled.Message : tls.Describe(fault)));
        }
        catch (OperationCanceledException) when (time.IsOver)
        {
            return Critical(ProbeTexts.NotSent(method, definition.Http, ProbeTexts.TimedOut));
        }
    }

    private static string StatusOf(HttpStatusCode code) =>
        (int)code is >= StatusCodes.Status200OK and < StatusCodes.Status300MultipleChoices ? CheckStatus.Passing
        : code == HttpStatusCode.TooManyRequests ? CheckStatus.Warning
        : CheckStatus.Critical;

    // Each time anew, as a real agent does it: a kept connection would hide that nobody listens any more.
    private static SocketsHttpHandler Handler(CheckDefinition definition, ProbeTls tls) => new()
    {
        AllowAutoRedirect = !definition.DisableRedirects,
        MaxAutomaticRedirections = MaxRedirects,
        AutomaticDecompression = DecompressionMethods.GZip,
        UseCookies = false,
        UseProxy = false,
        SslOptions = tls.Options,
        ConnectCallback = static async (context, cancellation) => await ProbeDialer.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellation).ConfigureAwait(false),
    };

    // The end of the body is what is kept of it. Where it breaks off, what came is good enough: the status is known.
    private static async Task<string> TailAsync(HttpResponseMessage answer, long most, ProbeTime time)
    {
        var tail = new List<byte>();
        try
        {
            await using var body = await answer.Content.ReadAsStreamAsync(time.Token).ConfigureAwait(false);
            var buffer = new byte[CheckResult.MaxOutput];
            while (await body.ReadAsync(buffer, time.Token).ConfigureAwait(false) is > 0 and var read)
            {
                tail.AddRange(buffer.AsSpan(0, read));
                tail.RemoveRange(0, (int)Math.Max(0, tail.Count - most));
            }
        }
        catch (Exception fault) when (fault is IOException or HttpRequestException || (fault is OperationCanceledException && time.IsOver))
        {
            // As said above.
        }

        return Encoding.UTF8.GetString([.. tail]);
    }

    private static CheckResult Critical(string output) => new(CheckStatus.Critical, output);
}
