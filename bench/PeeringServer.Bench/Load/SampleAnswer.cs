using PeeringServer.Bench.Programs;

namespace PeeringServer.Bench.Load;

/// <summary>Teaches the bare program to answer as the server does.</summary>
internal static class SampleAnswer
{
    /// <summary>Asks the server once, and gives the answer to the bare program: body, headers, and whether it goes out in chunks.</summary>
    /// <exception cref="HttpRequestException">The server refuses the request.</exception>
    public static async Task HandOverAsync(ServerProcess from, ServerProcess to, LoadRequest request, CancellationToken cancellation)
    {
        using var question = request.ToMessage();
        using var answer = await from.Client.SendAsync(question, cancellation).ConfigureAwait(false);
        answer.EnsureSuccessStatusCode();
        var isChunked = answer.Headers.TransferEncodingChunked == true;
        using var lesson = new HttpRequestMessage(HttpMethod.Put, "/")
        {
            Content = new ByteArrayContent(await answer.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false)),
        };
        lesson.Content.Headers.ContentType = answer.Content.Headers.ContentType;
        lesson.Headers.TransferEncodingChunked = isChunked;
        foreach (var (name, values) in answer.Headers.NonValidated)
        {
            if (name is not ("Date" or "Transfer-Encoding"))
            {
                lesson.Headers.TryAddWithoutValidation(name, values);
            }
        }

        using var learnt = await to.Client.SendAsync(lesson, cancellation).ConfigureAwait(false);
        learnt.EnsureSuccessStatusCode();
    }
}
