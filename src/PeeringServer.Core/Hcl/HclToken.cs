namespace PeeringServer.Core.Hcl;

/// <summary>A token.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Position">Where it begins.</param>
/// <param name="Text">The bytes it consists of, quotes and heredoc markers included.</param>
/// <param name="FromJson">Whether it comes from JSON, whose strings have no <c>${}</c>.</param>
internal readonly record struct HclToken(HclTokenKind Kind, HclPosition Position, ReadOnlyMemory<byte> Text, bool FromJson)
{
    /// <summary>The kind as error messages name it.</summary>
    public string KindName => Kind.ToString().ToUpperInvariant();

    /// <summary>The text as it stands in the input.</summary>
    public string Source => System.Text.Encoding.UTF8.GetString(Text.Span);

    /// <summary>What a key, a string or a heredoc says.</summary>
    /// <exception cref="HclException">A string that cannot be unquoted.</exception>
    public string Value => Kind switch
    {
        HclTokenKind.String => HclStrings.Unquote(Text.Span, FromJson),
        HclTokenKind.Null => "",
        HclTokenKind.Heredoc => HclStrings.Unindent(Text.Span),
        _ => Source,
    };

    public override string ToString() => $"{Position} {KindName} {Source}";
}
