using PeeringServer.Core.Catalog;
using PeeringServer.Core.Catalog.Filters;

namespace PeeringServer.Http.Wire;

/// <summary>A member of the cluster: this server.</summary>
internal sealed record MemberJson(string Name, string Addr, int Port, SortedDictionary<string, string> Tags)
{
    /// <summary>What a filter can ask for.</summary>
    public static readonly FilterShape<MemberJson> Filter = new FilterShape<MemberJson>()
        .With("Name", static member => member.Name)
        .With("Port", static member => member.Port)
        .With("Tags", static member => ValueMap<string>.From(member.Tags))
        .With("Status", static member => member.Status)
        .With("ProtocolMin", static member => member.ProtocolMin)
        .With("ProtocolMax", static member => member.ProtocolMax)
        .With("ProtocolCur", static member => member.ProtocolCur)
        .With("DelegateMin", static member => member.DelegateMin)
        .With("DelegateMax", static member => member.DelegateMax)
        .With("DelegateCur", static member => member.DelegateCur);

    /// <summary>Alive.</summary>
    public int Status { get; } = 1;

    public int ProtocolMin { get; } = 1;

    public int ProtocolMax { get; } = 5;

    public int ProtocolCur { get; } = 2;

    public int DelegateMin { get; } = 2;

    public int DelegateMax { get; } = 5;

    public int DelegateCur { get; } = 4;
}
