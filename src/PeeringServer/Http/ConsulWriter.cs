using System.Globalization;
using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.Primitives;
using PeeringServer.Configuration;
using PeeringServer.Http.Wire;

namespace PeeringServer.Http;

/// <summary>Puts answers on the wire as the agent's HTTP server does.</summary>
internal static class ConsulWriter
{
    /// <summary>Up to here the length is known before the headers go out; a longer body is sent in chunks.</summary>
    private const int BufferedLength = 2048;

    /// <summary>From here on a body is compressed for clients that take it.</summary>
    private const int CompressedLength = 1400;

    private const string ZeroContact = "0";
    private const string True = "true";
    private const string False = "false";

    /// <summary>Headers that the configuration adds to everything.</summary>
    public static void AddConfiguredHeaders(HttpContext context, AgentOptions options)
    {
        foreach (var (name, value) in options.Http.ResponseHeaders)
        {
            context.Response.Headers[name] = value;
        }
    }

    /// <summary>Headers of every answer that a route gives.</summary>
    public static void AddAgentHeaders(HttpContext context, bool allowsByDefault)
    {
        context.Response.Headers.Vary = ConsulHeaders.AcceptEncoding;
        context.Response.Headers[ConsulHeaders.DefaultAclPolicy] = ConsulHeaders.DefaultPolicyOf(allowsByDefault);
    }

    /// <summary>Writes an answer.</summary>
    /// <param name="context">The exchange.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="fault">What was wrong with the parameters: the agent has answered with it already, so nothing but more text can follow.</param>
    public static async Task WriteAsync(HttpContext context, ConsulResponse answer, string? fault = null)
    {
        var response = context.Response;
        var body = answer.Body;
        if (fault is not null)
        {
            body = Encoding.UTF8.GetBytes(fault).Concat(body.ToArray()).ToArray();
            answer = ConsulResponse.Text(StatusCodes.Status400BadRequest, "");
        }

        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        if (answer.Index is { } index)
        {
            AddQueryHeaders(response, index, answer);
        }

        if (body.Length >= CompressedLength && response.Headers.ContainsKey(HttpHeaders.Vary) && AcceptsGzip(context.Request.Headers.AcceptEncoding))
        {
            response.Headers.ContentEncoding = ConsulHeaders.Gzip;
            body = Compress(body);
        }

        if (body.Length <= BufferedLength)
        {
            response.ContentLength = body.Length;
        }

        if (!body.IsEmpty && !HttpMethods.IsHead(context.Request.Method))
        {
            await response.BodyWriter.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
        }
    }

    /// <summary>Index 0 is never told: clients would take it for "do not block".</summary>
    private static void AddQueryHeaders(HttpResponse response, ulong index, ConsulResponse answer)
    {
        var headers = response.Headers;
        headers[ConsulHeaders.Index] = Math.Max(index, 1).ToString(CultureInfo.InvariantCulture);
        headers[ConsulHeaders.KnownLeader] = answer.KnownLeader ? True : False;
        headers[ConsulHeaders.LastContact] = ZeroContact;
        headers[ConsulHeaders.QueryBackend] = answer.QueryBackend;
        if (answer.EffectiveConsistency is { } consistency)
        {
            headers[ConsulHeaders.EffectiveConsistency] = consistency;
        }

        if (answer.FilteredByAcls)
        {
            headers[ConsulHeaders.ResultsFilteredByAcls] = True;
        }
    }

    /// <summary>Whether <c>gzip</c> is among the accepted encodings, and not with a weight of zero.</summary>
    private static bool AcceptsGzip(StringValues header)
    {
        foreach (var part in header.SelectMany(static value => (value ?? "").Split(',')))
        {
            var fields = part.Split(';', StringSplitOptions.TrimEntries);
            if (fields[0].Equals(ConsulHeaders.Gzip, StringComparison.OrdinalIgnoreCase))
            {
                var weight = fields.FirstOrDefault(static field => field.StartsWith(HttpHeaders.Weight, StringComparison.OrdinalIgnoreCase));
                return weight is null || (double.TryParse(weight.AsSpan(HttpHeaders.Weight.Length), CultureInfo.InvariantCulture, out var q) && q > 0);
            }
        }

        return false;
    }

    private static ReadOnlyMemory<byte> Compress(ReadOnlyMemory<byte> body)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest))
        {
            gzip.Write(body.Span);
        }

        return target.ToArray();
    }
}
