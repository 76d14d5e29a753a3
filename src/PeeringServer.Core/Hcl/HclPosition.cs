using System.Globalization;

namespace PeeringServer.Core.Hcl;

/// <summary>A place in a text.</summary>
/// <param name="Line">The line, counted from 1; 0 where the place is not known, as in JSON.</param>
/// <param name="Column">The character within the line, counted from 1.</param>
internal readonly record struct HclPosition(int Line, int Column)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Line}:{Column}");
}
