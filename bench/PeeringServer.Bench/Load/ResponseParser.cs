using System.Buffers.Text;

namespace PeeringServer.Bench.Load;

/// <summary>Finds the end of a response, and its status, with as little work as the framing allows.</summary>
internal sealed class ResponseParser
{
    private const int StatusAt = 9;
    private const int StatusLength = 3;

    private readonly byte[] _line = new byte[1024];
    private State _state;
    private int _lineLength;
    private long _remaining;
    private bool _isChunked;

    private enum State
    {
        StatusLine,
        Header,
        Body,
        ChunkSize,
        ChunkEnd,
        Trailer,
    }

    /// <summary>Status of the response that is being read.</summary>
    public int Status { get; private set; }

    /// <summary>Takes in what was received; true once the response is complete. Nothing may follow it.</summary>
    public bool Advance(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_state == State.Body)
            {
                var taken = (int)Math.Min(_remaining, bytes.Length);
                bytes = bytes[taken..];
                _remaining -= taken;
                if (_remaining == 0 && Complete(_isChunked ? State.ChunkEnd : State.StatusLine))
                {
                    return true;
                }

                continue;
            }

            var end = bytes.IndexOf((byte)'\n');
            if (end < 0)
            {
                Keep(bytes);
                return false;
            }

            var line = Whole(bytes[..end]);
            bytes = bytes[(end + 1)..];
            if (Read(line))
            {
                return true;
            }
        }

        return false;
    }

    private bool Read(ReadOnlySpan<byte> line)
    {
        switch (_state)
        {
            case State.StatusLine:
                Status = Number(line.Slice(StatusAt, StatusLength), 'D');
                (_state, _remaining, _isChunked) = (State.Header, 0, false);
                return false;
            case State.Header when line.IsEmpty:
                return Complete(_isChunked ? State.ChunkSize : _remaining > 0 ? State.Body : State.StatusLine);
            case State.Header:
                ReadHeader(line);
                return false;
            case State.ChunkSize:
                _remaining = Number(line, 'X');
                return Complete(_remaining == 0 ? State.Trailer : State.Body);
            case State.ChunkEnd:
                return Complete(State.ChunkSize);
            default:
                return line.IsEmpty && Complete(State.StatusLine);
        }
    }

    private void ReadHeader(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("Content-Length: "u8))
        {
            _remaining = Number(line["Content-Length: "u8.Length..], 'D');
        }
        else if (line.StartsWith("Transfer-Encoding: chunked"u8))
        {
            _isChunked = true;
        }
    }

    /// <summary>Goes on with another state; the first one means that the response is complete.</summary>
    private bool Complete(State next)
    {
        _state = next;
        return next == State.StatusLine;
    }

    private void Keep(ReadOnlySpan<byte> part)
    {
        part.CopyTo(_line.AsSpan(_lineLength));
        _lineLength += part.Length;
    }

    private ReadOnlySpan<byte> Whole(ReadOnlySpan<byte> rest)
    {
        if (_lineLength > 0)
        {
            Keep(rest);
            rest = _line.AsSpan(0, _lineLength);
            _lineLength = 0;
        }

        return rest.TrimEnd((byte)'\r');
    }

    private static int Number(ReadOnlySpan<byte> text, char format) =>
        Utf8Parser.TryParse(text, out int number, out _, format) ? number : throw new InvalidDataException("The response is no HTTP.");
}
