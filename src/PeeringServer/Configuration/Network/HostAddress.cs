using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace PeeringServer.Configuration.Network;

/// <summary>An address of this host.</summary>
/// <param name="Interface">The interface's name, such as <c>eth0</c>.</param>
/// <param name="Address">The address.</param>
/// <param name="PrefixLength">Bits of the network part.</param>
/// <param name="IsUp">The interface is up.</param>
/// <param name="IsDefault">The default route goes through the interface.</param>
internal sealed record HostAddress(string Interface, IPAddress Address, int PrefixLength, bool IsUp = true, bool IsDefault = false)
{
    private static readonly IPNetwork[] PrivateBlocks =
    [
        IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("fc00::/7"),
    ];

    /// <summary>Whether it is one of IPv4.</summary>
    public bool IsV4 => Address.AddressFamily == AddressFamily.InterNetwork;

    /// <summary>Whether it only means this host.</summary>
    public bool IsLoopback => IPAddress.IsLoopback(Address);

    /// <summary>Whether it is of a range that is not routed between sites.</summary>
    public bool IsPrivate => PrivateBlocks.Any(b => b.Contains(Address));

    /// <summary>Every address of this host, IPv4 first and larger networks first, as go-sockaddr sorts them.</summary>
    public static IReadOnlyList<HostAddress> ReadAll() =>
    [
        .. from nic in NetworkInterface.GetAllNetworkInterfaces()
           let properties = nic.GetIPProperties()
           let isDefault = properties.GatewayAddresses.Any(g => !g.Address.Equals(IPAddress.Any))
           from unicast in properties.UnicastAddresses
           let address = new HostAddress(nic.Name, unicast.Address, unicast.PrefixLength, nic.OperationalStatus != OperationalStatus.Down, isDefault)
           orderby address.IsV4 descending, address.PrefixLength
           select address,
    ];
}
