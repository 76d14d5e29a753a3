using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace PeeringServer.Peerstream.Grpc.Listeners;

/// <summary>What the first bytes of a connection say, before they are given to TLS.</summary>
/// <param name="IsTls">Whether they begin a TLS handshake.</param>
/// <param name="OffersHttp2">Whether <c>h2</c> is among the application protocols offered.</param>
internal sealed record ClientHello(bool IsTls, bool OffersHttp2)
{
    private const byte HandshakeRecord = 22;
    private const byte ClientHelloMessage = 1;
    private const int RecordHeaderLength = 5;
    private const ushort AlpnExtension = 16;

    private static readonly byte[] Http2 = Encoding.ASCII.GetBytes("h2");

    /// <summary>Null while more bytes are needed.</summary>
    public static ClientHello? TryRead(ReadOnlySequence<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return null;
        }

        if (bytes.FirstSpan[0] != HandshakeRecord)
        {
            return new ClientHello(IsTls: false, OffersHttp2: false);
        }

        if (bytes.Length < RecordHeaderLength)
        {
            return null;
        }

        var header = bytes.Slice(0, RecordHeaderLength).ToArray();
        var length = BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(3));
        return bytes.Length < RecordHeaderLength + length
            ? null
            : new ClientHello(IsTls: true, FindsHttp2(bytes.Slice(RecordHeaderLength, length).ToArray()));
    }

    /// <summary>A message that is malformed, or goes on in another record, counts as offering: TLS then decides by itself.</summary>
    private static bool FindsHttp2(byte[] record)
    {
        try
        {
            return record[0] != ClientHelloMessage || OffersIn(Extensions(record));
        }
        catch (ArgumentOutOfRangeException)
        {
            return true;
        }
        catch (IndexOutOfRangeException)
        {
            return true;
        }
    }

    private static ReadOnlySpan<byte> Extensions(ReadOnlySpan<byte> message)
    {
        // Type and length of the message, version, random.
        var rest = message[(1 + 3 + 2 + 32)..];
        rest = rest[(1 + rest[0])..]; // session id
        rest = rest[(2 + BinaryPrimitives.ReadUInt16BigEndian(rest))..]; // cipher suites
        rest = rest[(1 + rest[0])..]; // compression methods
        return rest.IsEmpty ? rest : rest.Slice(2, BinaryPrimitives.ReadUInt16BigEndian(rest));
    }

    private static bool OffersIn(ReadOnlySpan<byte> extensions)
    {
        while (!extensions.IsEmpty)
        {
            var type = BinaryPrimitives.ReadUInt16BigEndian(extensions);
            var content = extensions.Slice(4, BinaryPrimitives.ReadUInt16BigEndian(extensions[2..]));
            if (type == AlpnExtension)
            {
                return NamesHttp2(content[2..]);
            }

            extensions = extensions[(4 + content.Length)..];
        }

        return false;
    }

    private static bool NamesHttp2(ReadOnlySpan<byte> names)
    {
        while (!names.IsEmpty)
        {
            var name = names.Slice(1, names[0]);
            if (name.SequenceEqual(Http2))
            {
                return true;
            }

            names = names[(1 + name.Length)..];
        }

        return false;
    }
}
