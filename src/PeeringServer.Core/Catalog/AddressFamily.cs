using System.Net;

namespace PeeringServer.Core.Catalog;

/// <summary>Names of addresses by their family.</summary>
internal static class AddressFamily
{
    /// <summary><c>lan_ipv4</c> of <c>lan</c> and an IPv4 address, <c>lan_ipv6</c> of any other.</summary>
    public static string Suffixed(string name, string address) => IsIPv6(address) ? $"{name}_ipv6" : $"{name}_ipv4";

    public static bool IsIPv4(string address) => IPAddress.TryParse(address, out var ip) && ip.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork;

    public static bool IsIPv6(string address) => IPAddress.TryParse(address, out var ip) && ip.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6;
}
