using System.Text;

namespace PeeringServer.Core.ConfigEntries.Shapes;

/// <summary>One field of a config entry.</summary>
/// <param name="Name">As it is shown.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Shape">What the objects in it are like, where it holds some.</param>
internal sealed record EntryField(string Name, EntryFieldKind Kind, EntryShape? Shape = null)
{
    /// <summary>Whether it is shown even when it is empty.</summary>
    public bool IsAlwaysShown { get; init; }

    /// <summary>The other name it can be written by: that in snake case, unless it is known by yet another.</summary>
    public string Alias { get; init; } = SnakeCase(Name);

    public EntryField Always() => this with { IsAlwaysShown = true };

    public EntryField Or(string alias) => this with { Alias = alias };

    private static string SnakeCase(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]) && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]))))
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }
}
