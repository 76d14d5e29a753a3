namespace PeeringServer.Http.Wire;

/// <summary>A member of the cluster: this server.</summary>
internal sealed record MemberJson(string Name, string Addr, int Port, SortedDictionary<string, string> Tags)
{
    /// <summary>Alive.</summary>
    public int Status { get; } = 1;

    public int ProtocolMin { get; } = 1;

    public int ProtocolMax { get; } = 5;

    public int ProtocolCur { get; } = 2;

    public int DelegateMin { get; } = 2;

    public int DelegateMax { get; } = 5;

    public int DelegateCur { get; } = 4;
}
