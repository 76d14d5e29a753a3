using System.Globalization;
using System.Text;

namespace PeeringServer.Conformance.Replay;

/// <summary>Reads one HTTP/1.1 answer: its length given, in chunks, without a body, or up to the end of the connection.</summary>
internal sealed class HttpAnswerReader(Stream stream)
{
    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    public async Task<ExchangeAnswer> ReadAsync(string method, CancellationToken cancellationToken)
    {
        int status;
        List<KeyValuePair<string, string>> headers;
        do
        {
            var line = await ReadLineAsync(cancellationToken);
            status = int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
            headers = await ReadHeadersAsync(cancellationToken);
        }
        while (status == 100);

        var answer = new ExchangeAnswer(status, headers, []);
        if (method == "HEAD" || status is 204 or 304)
        {
            return answer;
        }

        if (string.Equals(answer.Header("Transfer-Encoding"), "chunked", StringComparison.OrdinalIgnoreCase))
        {
            return new ExchangeAnswer(status, headers, await ReadChunksAsync(cancellationToken));
        }

        var length = answer.Header("Content-Length") is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : (int?)null;
        return new ExchangeAnswer(status, headers, await ReadBytesAsync(length, cancellationToken));
    }

    private async Task<List<KeyValuePair<string, string>>> ReadHeadersAsync(CancellationToken cancellationToken)
    {
        var headers = new List<KeyValuePair<string, string>>();
        while (await ReadLineAsync(cancellationToken) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers.Add(new(line[..colon], line[(colon + 1)..].Trim()));
        }

        return headers;
    }

    private async Task<byte[]> ReadChunksAsync(CancellationToken cancellationToken)
    {
        var body = new List<byte>();
        while (true)
        {
            var size = (await ReadLineAsync(cancellationToken)).Split(';')[0].Trim();
            var length = int.Parse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            if (length == 0)
            {
                await ReadHeadersAsync(cancellationToken);
                return [.. body];
            }

            body.AddRange(await ReadBytesAsync(length, cancellationToken));
            await ReadLineAsync(cancellationToken);
        }
    }

    private async Task<byte[]> ReadBytesAsync(int? length, CancellationToken cancellationToken)
    {
        var bytes = new List<byte>();
        while (bytes.Count != length)
        {
            if (_start == _end && !await FillAsync(cancellationToken))
            {
                return length is null ? [.. bytes] : throw new IOException($"The connection ended after {bytes.Count} of {length} bytes of the body.");
            }

            var count = Math.Min(_end - _start, (length ?? int.MaxValue) - bytes.Count);
            bytes.AddRange(_buffer.AsSpan(_start, count));
            _start += count;
        }

        return [.. bytes];
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new List<byte>();
        while (true)
        {
            if (_start == _end && !await FillAsync(cancellationToken))
            {
                throw new IOException($"The connection ended within a line: '{Encoding.Latin1.GetString([.. line])}'.");
            }

            var next = _buffer[_start++];
            if (next == '\n')
            {
                return Encoding.Latin1.GetString([.. line]).TrimEnd('\r');
            }

            line.Add(next);
        }
    }

    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        _start = 0;
        _end = await stream.ReadAsync(_buffer, cancellationToken);
        return _end > 0;
    }
}
