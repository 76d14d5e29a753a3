using System.Text;

namespace PeeringServer.CommandLine;

/// <summary>Orders texts by the bytes of their UTF-8, as Go does; UTF-16 differs beyond the basic plane.</summary>
internal sealed class GoStringComparer : IComparer<string>
{
    public static readonly GoStringComparer Instance = new();

    private GoStringComparer()
    {
    }

    /// <inheritdoc/>
    public int Compare(string? x, string? y) => Encoding.UTF8.GetBytes(x ?? "").AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y ?? ""));
}
