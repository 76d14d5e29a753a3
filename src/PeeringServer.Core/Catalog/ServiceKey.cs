namespace PeeringServer.Core.Catalog;

/// <summary>Where an instance is found; sorted as lists of instances are.</summary>
/// <param name="Node">Key of the node's name.</param>
/// <param name="Id">Key of the instance's id.</param>
internal readonly record struct ServiceKey(string Node, string Id) : IComparable<ServiceKey>
{
    public int CompareTo(ServiceKey other)
    {
        var byNode = string.CompareOrdinal(Node, other.Node);
        return byNode != 0 ? byNode : string.CompareOrdinal(Id, other.Id);
    }
}
