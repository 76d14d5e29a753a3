using System.Globalization;
using System.Net;

namespace PeeringServer.Configuration.Network;

/// <summary>Networks in CIDR form as Go reads them: bits behind the prefix may be set, and mean nothing.</summary>
internal static class Cidr
{
    /// <summary>The network a text stands for, or null.</summary>
    public static IPNetwork? Parse(string text)
    {
        if (text.Split('/') is not [var address, var bits]
            || !IPAddress.TryParse(address, out var ip)
            || !int.TryParse(bits, NumberStyles.None, CultureInfo.InvariantCulture, out var length))
        {
            return null;
        }

        var bytes = ip.GetAddressBytes();
        if (length > bytes.Length * 8)
        {
            return null;
        }

        for (var at = 0; at < bytes.Length; at++)
        {
            var kept = Math.Clamp(length - (at * 8), 0, 8);
            bytes[at] &= (byte)(0xFF << (8 - kept));
        }

        return new IPNetwork(new IPAddress(bytes), length);
    }
}
