using System.Globalization;
using System.IO.Compression;
using PeeringServer.Core.GoText;
using PeeringServer.Http.Wire;

namespace PeeringServer.CommandLine.Client.Transport;

/// <summary>Reads the body of an answer. What ends it early is no failure by itself: it may have brought enough.</summary>
internal static class AnswerBody
{
    private const int NoContent = 204;
    private const int NotModified = 304;

    /// <summary>Reads the body that follows a head.</summary>
    /// <returns>As much of it as came, and what ended it early, if anything did.</returns>
    /// <exception cref="TransportException">The head does not say where the body ends.</exception>
    public static (byte[] Body, string? Fault) Read(AnswerSource source, int status, Dictionary<string, string> headers)
    {
        if (status is NoContent or NotModified)
        {
            return ([], null);
        }

        using var body = new MemoryStream();
        string? fault;
        try
        {
            fault = Copy(source, headers, body);
        }
        catch (TransportException e) when (e.InnerException is IOException)
        {
            // The connection broke.
            fault = e.Message;
        }

        var isCompressed = headers.TryGetValue(HttpHeaders.ContentEncoding, out var encoding) && encoding.Equals(ConsulHeaders.Gzip, StringComparison.OrdinalIgnoreCase);
        return isCompressed && body.Length > 0 ? Decompress(body, fault) : (body.ToArray(), fault);
    }

    private static string? Copy(AnswerSource source, Dictionary<string, string> headers, MemoryStream body)
    {
        if (headers.TryGetValue(HttpHeaders.TransferEncoding, out var transfer))
        {
            return transfer.Equals(HttpHeaders.Chunked, StringComparison.OrdinalIgnoreCase)
                ? CopyChunks(source, body)
                : throw AnswerReader.Malformed($"unsupported transfer encoding: {GoQuote.Quote(transfer)}");
        }

        if (!headers.TryGetValue(HttpHeaders.ContentLength, out var text))
        {
            source.Copy(body, long.MaxValue);
            return null;
        }

        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length))
        {
            throw AnswerReader.Malformed($"bad Content-Length {GoQuote.Quote(text)}");
        }

        return source.Copy(body, length) < length ? ConnectionFaults.UnexpectedEnd : null;
    }

    private static string? CopyChunks(AnswerSource source, MemoryStream body)
    {
        while (true)
        {
            var line = source.ReadLine();
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

            if (source.Copy(body, length) < length)
            {
                return ConnectionFaults.UnexpectedEnd;
            }

            if (source.ReadLine() is not "")
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
