using System.Globalization;
using System.IO.Compression;
using PeeringServer.Core.GoText;

namespace PeeringServer.CommandLine.Client.Transport;

/// <summary>Reads the body of an answer. What ends it early is no failure by itself: it may have brought enough.</summary>
internal static class AnswerBody
{
    private const string ContentLength = "Content-Length";
    private const string ContentEncoding = "Content-Encoding";
    private const string TransferEncoding = "Transfer-Encoding";
    private const int NoContent = 204;
    private const int NotModified = 304;

    /// <summary>Reads the body that follows a head.</summary>
    /// <returns>As much of it as came, and what ended it early, if anything did.</returns>
    /// <exception cref="TransportException">The head does not say where the body ends.</exception>
    public static async Task<(byte[] Body, string? Fault)> ReadAsync(
        AnswerSource source, int status, Dictionary<string, string> headers, CancellationToken cancellationToken)
    {
        if (status is NoContent or NotModified)
        {
            return ([], null);
        }

        using var body = new MemoryStream();
        string? fault;
        try
        {
            fault = await CopyAsync(source, headers, body, cancellationToken).ConfigureAwait(false);
        }
        catch (TransportException e) when (body.Length > 0 || headers.ContainsKey(ContentLength))
        {
            fault = e.Message;
        }

        var isCompressed = headers.TryGetValue(ContentEncoding, out var encoding) && encoding.Equals("gzip", StringComparison.OrdinalIgnoreCase);
        return isCompressed && body.Length > 0 ? Decompress(body, fault) : (body.ToArray(), fault);
    }

    private static async Task<string?> CopyAsync(AnswerSource source, Dictionary<string, string> headers, MemoryStream body, CancellationToken cancellationToken)
    {
        if (headers.TryGetValue(TransferEncoding, out var transfer))
        {
            return transfer.Equals("chunked", StringComparison.OrdinalIgnoreCase)
                ? await CopyChunksAsync(source, body, cancellationToken).ConfigureAwait(false)
                : throw AnswerReader.Malformed($"unsupported transfer encoding: {GoQuote.Quote(transfer)}");
        }

        if (!headers.TryGetValue(ContentLength, out var text))
        {
            await source.CopyAsync(body, long.MaxValue, cancellationToken).ConfigureAwait(false);
            return null;
        }

        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length))
        {
            throw AnswerReader.Malformed($"bad Content-Length {GoQuote.Quote(text)}");
        }

        return await source.CopyAsync(body, length, cancellationToken).ConfigureAwait(false) < length ? ConnectionFaults.UnexpectedEnd : null;
    }

    private static async Task<string?> CopyChunksAsync(AnswerSource source, MemoryStream body, CancellationToken cancellationToken)
    {
        while (true)
        {
            var line = await source.ReadLineAsync(cancellationToken).ConfigureAwait(false);
            if (line is null)
            {
                return ConnectionFaults.UnexpectedEnd;
            }

            if (!int.TryParse(line.Split(';')[0].Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var length) || length < 0)
            {
                return "invalid byte in chunk length";
            }

            if (length == 0)
            {
                return null;
            }

            if (await source.CopyAsync(body, length, cancellationToken).ConfigureAwait(false) < length)
            {
                return ConnectionFaults.UnexpectedEnd;
            }

            if (await source.ReadLineAsync(cancellationToken).ConfigureAwait(false) is not "")
            {
                return "malformed chunked encoding";
            }
        }
    }

    private static (byte[] Body, string? Fault) Decompress(MemoryStream compressed, string? fault)
    {
        compressed.Position = 0;
        using var plain = new MemoryStream();
        using var gzip = new GZipStream(compressed, CompressionMode.Decompress);
        try
        {
            gzip.CopyTo(plain);
        }
        catch (InvalidDataException)
        {
            fault ??= plain.Length == 0 ? "gzip: invalid header" : ConnectionFaults.UnexpectedEnd;
        }

        return (plain.ToArray(), fault);
    }
}
