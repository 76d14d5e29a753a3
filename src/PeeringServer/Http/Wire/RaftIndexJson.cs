namespace PeeringServer.Http.Wire;

/// <summary>Indexes of what was never stored.</summary>
internal sealed record RaftIndexJson
{
    public ulong CreateIndex { get; }

    public ulong ModifyIndex { get; }
}
