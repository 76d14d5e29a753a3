using System.Text;

namespace PeeringServer.CommandLine.Client.Transport;

/// <summary>Reads lines and bytes off a connection.</summary>
internal sealed class AnswerSource(Connection connection)
{
    private readonly byte[] _buffer = new byte[4096];
    private int _start;
    private int _end;

    /// <summary>Whether anything is left to read; waits until that is known.</summary>
    /// <exception cref="TransportException">The connection broke.</exception>
    public bool HasMore()
    {
        if (_start < _end)
        {
            return true;
        }

        try
        {
            (_start, _end) = (0, connection.Stream.Read(_buffer));
            return _end > 0;
        }
        catch (IOException e)
        {
            throw new TransportException(ConnectionFaults.Describe(e, connection), e);
        }
    }

    /// <summary>The next line without its end, one character a byte; null at the end of the stream. A last line needs no end.</summary>
    /// <exception cref="TransportException">The connection broke.</exception>
    public string? ReadLine()
    {
        if (!HasMore())
        {
            return null;
        }

        var line = new StringBuilder();
        do
        {
            var part = _buffer.AsSpan(_start, _end - _start);
            var newline = part.IndexOf((byte)'\n');
            var length = newline < 0 ? part.Length : newline;
            line.Append(Encoding.Latin1.GetString(part[..length]));
            _start += length;
            if (newline >= 0)
            {
                _start++;
                return line is [.., '\r'] ? line.ToString(0, line.Length - 1) : line.ToString();
            }
        }
        while (HasMore());

        return line.ToString();
    }

    /// <summary>Appends up to <paramref name="length"/> bytes to <paramref name="target"/>.</summary>
    /// <returns>How many came before the end of the stream.</returns>
    /// <exception cref="TransportException">The connection broke.</exception>
    public long Copy(MemoryStream target, long length)
    {
        var copied = 0L;
        while (copied < length && HasMore())
        {
            var part = (int)Math.Min(length - copied, _end - _start);
            target.Write(_buffer, _start, part);
            _start += part;
            copied += part;
        }

        return copied;
    }
}
