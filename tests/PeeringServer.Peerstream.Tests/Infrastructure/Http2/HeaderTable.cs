using System.Text;

namespace PeeringServer.Peerstream.Tests.Infrastructure.Http2;

/// <summary>Header compression as far as the two stacks under test use it: indexes and literals, no Huffman codes.</summary>
internal sealed class HeaderTable
{
    private static readonly (string Name, string Value)[] Static = [.. """
        :authority|:method GET|:method POST|:path /|:path /index.html|:scheme http|:scheme https|:status 200|:status 204
        |:status 206|:status 304|:status 400|:status 404|:status 500|accept-charset|accept-encoding gzip, deflate
        |accept-language|accept-ranges|accept|access-control-allow-origin|age|allow|authorization|cache-control
        |content-disposition|content-encoding|content-language|content-length|content-location|content-range|content-type
        |cookie|date|etag|expect|expires|from|host|if-match|if-modified-since|if-none-match|if-range|if-unmodified-since
        |last-modified|link|location|max-forwards|proxy-authenticate|proxy-authorization|range|referer|refresh|retry-after
        |server|set-cookie|strict-transport-security|transfer-encoding|user-agent|vary|via|www-authenticate
        """.Replace("\n", "", StringComparison.Ordinal).Split('|').Select(Split)];

    private readonly List<(string Name, string Value)> _dynamic = [];

    /// <summary>Literals without indexing.</summary>
    public static byte[] Encode(IEnumerable<(string Name, string Value)> headers)
    {
        var block = new List<byte>();
        foreach (var (name, value) in headers)
        {
            block.Add(0);
            AddText(block, name);
            AddText(block, value);
        }

        return [.. block];
    }

    public List<(string Name, string Value)> Decode(byte[] block)
    {
        var headers = new List<(string, string)>();
        var position = 0;
        while (position < block.Length)
        {
            var first = block[position];
            if ((first & 0x80) != 0)
            {
                headers.Add(Entry(Number(block, ref position, 7)));
            }
            else if ((first & 0xe0) == 0x20)
            {
                Number(block, ref position, 5);
            }
            else
            {
                var indexed = (first & 0x40) != 0;
                var index = Number(block, ref position, indexed ? 6 : 4);
                var name = index == 0 ? Text(block, ref position) : Entry(index).Name;
                var header = (name, Text(block, ref position));
                headers.Add(header);
                if (indexed)
                {
                    _dynamic.Insert(0, header);
                }
            }
        }

        return headers;
    }

    private static (string Name, string Value) Split(string entry)
    {
        var space = entry.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? (entry, "") : (entry[..space], entry[(space + 1)..]);
    }

    private static void AddText(List<byte> block, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length < 127)
        {
            block.Add((byte)bytes.Length);
        }
        else
        {
            block.Add(127);
            var rest = bytes.Length - 127;
            for (; rest >= 128; rest >>= 7)
            {
                block.Add((byte)((rest & 0x7f) | 0x80));
            }

            block.Add((byte)rest);
        }

        block.AddRange(bytes);
    }

    private static int Number(byte[] block, ref int position, int bits)
    {
        var limit = (1 << bits) - 1;
        var number = block[position++] & limit;
        if (number < limit)
        {
            return number;
        }

        for (var shift = 0; ; shift += 7)
        {
            var next = block[position++];
            number += (next & 0x7f) << shift;
            if ((next & 0x80) == 0)
            {
                return number;
            }
        }
    }

    private static string Text(byte[] block, ref int position)
    {
        if ((block[position] & 0x80) != 0)
        {
            throw new NotSupportedException("Huffman code");
        }

        var length = Number(block, ref position, 7);
        position += length;
        return Encoding.UTF8.GetString(block, position - length, length);
    }

    private (string Name, string Value) Entry(int index) => index <= Static.Length ? Static[index - 1] : _dynamic[index - Static.Length - 1];
}
