using System.Globalization;
using PeeringServer.Core.GoText;

namespace PeeringServer.CommandLine.Client.Transport;

/// <summary>Reads an HTTP/1.x answer; one that is none is refused in the words of Go's <c>net/http</c>.</summary>
internal sealed class AnswerReader(AnswerSource source)
{
    private const string Broken = "net/http: HTTP/1.x transport connection broken: ";
    private const int StatusDigits = 3;
    private const int FirstFinalStatus = 200;

    /// <summary>Reads the answer to a request.</summary>
    /// <exception cref="TransportException">The connection ended before the answer, or its head makes no sense.</exception>
    public HttpAnswer Read()
    {
        if (!source.HasMore())
        {
            throw new TransportException(ConnectionFaults.End);
        }

        while (true)
        {
            var status = ReadStatus(source.ReadLine() ?? throw Malformed(ConnectionFaults.UnexpectedEnd));
            var headers = ReadHeaders();
            if (status >= FirstFinalStatus)
            {
                var (body, fault) = AnswerBody.Read(source, status, headers);
                return new HttpAnswer(status, headers, body, fault);
            }
        }
    }

    /// <summary>Reads the head of the answer to a CONNECT: what follows belongs to the tunnel.</summary>
    /// <returns>The status and its text.</returns>
    /// <exception cref="TransportException">As for <see cref="Read"/>.</exception>
    public (int Status, string Text) ReadHead()
    {
        var line = source.ReadLine() ?? throw new TransportException(ConnectionFaults.UnexpectedEnd);
        var status = ReadStatus(line);
        ReadHeaders();
        return (status, line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..].TrimStart()[StatusDigits..].TrimStart());
    }

    internal static TransportException Malformed(string reason) => new(Broken + reason);

    private static int ReadStatus(string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0)
        {
            throw Malformed($"malformed HTTP response {GoQuote.Quote(line)}");
        }

        var text = line[(space + 1)..].TrimStart(' ').Split(' ')[0];
        if (text.Length != StatusDigits || !int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var status) || status < 0)
        {
            throw Malformed($"malformed HTTP status code {GoQuote.Quote(text)}");
        }

        return line[..space] is ['H', 'T', 'T', 'P', '/', >= '0' and <= '9', '.', >= '0' and <= '9']
            ? status
            : throw Malformed($"malformed HTTP version {GoQuote.Quote(line[..space])}");
    }

    private Dictionary<string, string> ReadHeaders()
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        string? last = null;
        while (true)
        {
            var line = source.ReadLine() ?? throw Malformed(ConnectionFaults.UnexpectedEnd);
            if (line.Length == 0)
            {
                return headers;
            }

            if (line[0] is ' ' or '\t')
            {
                // A line that goes on; before the first there is none to go on.
                headers[last ?? throw Malformed($"malformed MIME header initial line: {line}")] += " " + line.Trim();
                continue;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0)
            {
                throw Malformed($"malformed MIME header: missing colon: {GoQuote.Quote(line)}");
            }

            last = line[..colon];
            if (last.Length == 0 || last.Any(static c => c is <= ' ' or >= '\x7f'))
            {
                throw Malformed($"malformed MIME header line: {line}");
            }

            headers.TryAdd(last, line[(colon + 1)..].Trim());
        }
    }
}
