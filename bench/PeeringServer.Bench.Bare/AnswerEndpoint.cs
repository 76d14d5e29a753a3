namespace PeeringServer.Bench.Bare;

/// <summary>Writes the bytes it was last given, with the headers that they came with.</summary>
internal sealed class AnswerEndpoint
{
    private static readonly string[] OfTheRequest = ["Host", "Content-Length", "Transfer-Encoding", "Expect"];

    private volatile Answer _answer = new([], [], IsMeasured: true);

    public Task WriteAsync(HttpContext context)
    {
        var (headers, body, isMeasured) = _answer;
        var response = context.Response;
        foreach (var (name, value) in headers)
        {
            response.Headers[name] = value;
        }

        if (isMeasured)
        {
            response.ContentLength = body.Length;
        }

        return response.BodyWriter.WriteAsync(body, context.RequestAborted).AsTask();
    }

    /// <summary>Takes a new answer: its body is the request's, its headers are too, and it goes out in chunks where it came in chunks.</summary>
    public async Task ReplaceAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var headers = context.Request.Headers.ExceptBy(OfTheRequest, static header => header.Key, StringComparer.OrdinalIgnoreCase);
        _answer = new Answer([.. headers], body.ToArray(), context.Request.ContentLength is not null);
    }
}
