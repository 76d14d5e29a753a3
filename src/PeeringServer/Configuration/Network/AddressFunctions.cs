using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using PeeringServer.Core.GoText;

namespace PeeringServer.Configuration.Network;

/// <summary>The functions of go-sockaddr templates.</summary>
internal static class AddressFunctions
{
    /// <summary>Calls a function.</summary>
    /// <param name="name">Its name; matters in case.</param>
    /// <param name="arguments">Its arguments, without quotes.</param>
    /// <param name="input">What the stage before it made, or null for the first.</param>
    /// <param name="addresses">The host's addresses.</param>
    /// <returns>Text, or a list of addresses.</returns>
    /// <exception cref="FormatException">There is no such function, or it cannot be called like this.</exception>
    public static object Call(string name, string[] arguments, object? input, Lazy<IReadOnlyList<HostAddress>> addresses) => (name, arguments) switch
    {
        ("GetAllInterfaces", []) => addresses.Value,
        ("GetDefaultInterfaces", []) => Default(addresses.Value),
        ("GetPrivateInterfaces", []) => Private(addresses.Value),
        ("GetPublicInterfaces", []) => Public(addresses.Value),
        ("GetPrivateIP", []) => First(Private(addresses.Value)),
        ("GetPrivateIPs", []) => All(Private(addresses.Value)),
        ("GetPublicIP", []) => First(Public(addresses.Value)),
        ("GetPublicIPs", []) => All(Public(addresses.Value)),
        ("GetInterfaceIP", [var nic]) => First(addresses.Value.Where(a => a.Interface == nic)),
        ("GetInterfaceIPs", [var nic]) => All(addresses.Value.Where(a => a.Interface == nic)),
        ("include", [var by, var value]) => List(input).Where(a => Matches(a, by, value)).ToArray(),
        ("exclude", [var by, var value]) => List(input).Where(a => !Matches(a, by, value)).ToArray(),
        ("limit", [var count]) => List(input).Take(int.Parse(count, CultureInfo.InvariantCulture)).ToArray(),
        ("sort" or "unique", [_]) => List(input),
        ("attr", [var attribute]) => List(input).Select(a => Attribute(a, attribute)).FirstOrDefault() ?? "",
        ("join", [var attribute, var separator]) => string.Join(separator, List(input).Select(a => Attribute(a, attribute))),
        _ => throw new FormatException($"function {GoQuote.Quote(name)} not defined"),
    };

    private static IEnumerable<HostAddress> List(object? input) =>
        input as IEnumerable<HostAddress> ?? throw new FormatException("wrong number of args: want a list of addresses");

    private static string First(IEnumerable<HostAddress> addresses) => addresses.FirstOrDefault()?.Address.ToString() ?? "";

    private static string All(IEnumerable<HostAddress> addresses) => string.Join(' ', addresses.Select(a => a.Address));

    // Without a default route, as in a container without a network to the outside, whatever is no loopback is as good.
    private static IReadOnlyList<HostAddress> Default(IReadOnlyList<HostAddress> all) =>
        all.Any(a => a.IsDefault) ? [.. all.Where(a => a.IsDefault)] : [.. all.Where(a => !a.IsLoopback)];

    private static HostAddress[] Private(IReadOnlyList<HostAddress> all) => [.. Default(all).Where(a => a.IsPrivate)];

    private static HostAddress[] Public(IReadOnlyList<HostAddress> all) =>
        [.. Default(all).Where(a => a is { IsPrivate: false, IsLoopback: false, Address.IsIPv6LinkLocal: false })];

    private static bool Matches(HostAddress address, string by, string value) => by switch
    {
        "name" => Regex.IsMatch(address.Interface, value),
        "address" => Regex.IsMatch(address.Address.ToString(), value),
        "network" => IPNetwork.Parse(value).Contains(address.Address),
        "type" => value.ToUpperInvariant() is var type && (type == "IP" || (type == "IPV4" && address.IsV4) || (type == "IPV6" && !address.IsV4)),
        "rfc" => value is "1918" or "6890" ? address.IsPrivate : throw new FormatException($"unsupported RFC {value}"),
        "flag" or "flags" => value.Split('|').All(f => HasFlag(address, f)),
        _ => throw new FormatException($"invalid filter: {GoQuote.Quote(by)}"),
    };

    private static bool HasFlag(HostAddress address, string flag) => flag switch
    {
        "up" => address.IsUp,
        "loopback" => address.IsLoopback,
        "forwardable" or "global unicast" => !address.IsLoopback && !address.Address.IsIPv6LinkLocal,
        "link-local unicast" => address.Address.IsIPv6LinkLocal,
        _ => throw new FormatException($"unknown flag {GoQuote.Quote(flag)}"),
    };

    private static string Attribute(HostAddress address, string name) => name switch
    {
        "address" or "host" => address.Address.ToString(),
        "name" => address.Interface,
        "type" => address.IsV4 ? "IPv4" : "IPv6",
        "string" => $"{address.Address}/{address.PrefixLength}",
        _ => throw new FormatException($"unsupported attribute name {GoQuote.Quote(name)}"),
    };
}
