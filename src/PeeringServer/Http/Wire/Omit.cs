using System.Collections.Immutable;
using PeeringServer.Core.Catalog;
using PeeringServer.Core.Peerings;

namespace PeeringServer.Http.Wire;

/// <summary>Members that are left out where there is nothing to say.</summary>
internal static class Omit
{
    public static string? Empty(string value) => value.Length == 0 ? null : value;

    public static int? Zero(int value) => value == 0 ? null : value;

    public static bool? False(bool value) => value ? true : null;

    public static ImmutableArray<string>? Empty(ValueList<string> values) => values.Items.IsEmpty ? null : values.Items;

    public static LocalityJson? LocalityOf(Locality? locality) => locality is null ? null : new LocalityJson(locality.Region, locality.Zone);

    public static ImmutableSortedDictionary<string, ServiceAddressJson>? Empty(ValueMap<ServiceAddress>? addresses) => addresses is null || addresses.Pairs.IsEmpty
        ? null
        : addresses.Pairs.ToImmutableSortedDictionary(static pair => pair.Key, static pair => new ServiceAddressJson(pair.Value.Address, pair.Value.Port), StringComparer.Ordinal);
}
