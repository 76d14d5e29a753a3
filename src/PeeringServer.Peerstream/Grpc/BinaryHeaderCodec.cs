using Google.Protobuf;

namespace PeeringServer.Peerstream.Grpc;

/// <summary>The coding of headers that end in <c>-bin</c>: base64, written without padding, read with or without.</summary>
internal static class BinaryHeaderCodec
{
    public static string Encode(ByteString value) => value.ToBase64().TrimEnd('=');

    /// <summary>Null where the text is no base64: details are extra, and their loss hides no status.</summary>
    public static ByteString? Decode(string text)
    {
        var unpadded = text.TrimEnd('=');
        var octets = new byte[unpadded.Length];
        var padded = unpadded.PadRight((unpadded.Length + 3) / 4 * 4, '=');
        return Convert.TryFromBase64String(padded, octets, out var length) ? ByteString.CopyFrom(octets, 0, length) : null;
    }
}
