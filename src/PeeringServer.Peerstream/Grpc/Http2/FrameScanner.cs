using PeeringServer.Peerstream.Wire;

namespace PeeringServer.Peerstream.Grpc.Http2;

/// <summary>Follows the frames of one direction of a connection, in whatever pieces they pass; keeps none of them.</summary>
/// <param name="prefaceLength">Bytes before the first frame.</param>
internal sealed class FrameScanner(int prefaceLength)
{
    private readonly byte[] _header = new byte[Http2Constants.FrameHeaderLength];
    private int _headerLength;
    private int _untilNextHeader = prefaceLength;
    private bool _isToBeContinued;

    /// <summary>Whether the last byte was the last one of a frame, and another may be put in.</summary>
    public bool IsBetweenFrames => _headerLength == 0 && _untilNextHeader == 0 && !_isToBeContinued;

    /// <summary>Passes over bytes up to the next header that is complete. Null when they are used up; call until then.</summary>
    public FrameHeader? Next(ref ReadOnlySpan<byte> bytes)
    {
        var step = Math.Min(_untilNextHeader, bytes.Length);
        _untilNextHeader -= step;
        bytes = bytes[step..];

        step = Math.Min(_header.Length - _headerLength, bytes.Length);
        bytes[..step].CopyTo(_header.AsSpan(_headerLength));
        _headerLength += step;
        bytes = bytes[step..];
        if (_headerLength < _header.Length)
        {
            return null;
        }

        var header = FrameHeader.Read(_header);
        _headerLength = 0;
        _untilNextHeader = header.Length;
        _isToBeContinued = header.IsToBeContinued;
        return header;
    }
}
