namespace PeeringServer.Core.Catalog.Filters;

/// <summary>A filter expression as it was written.</summary>
internal abstract record FilterNode
{
    /// <summary>Both have to hold.</summary>
    internal sealed record And(FilterNode Left, FilterNode Right) : FilterNode;

    /// <summary>One of them has to hold.</summary>
    internal sealed record Or(FilterNode Left, FilterNode Right) : FilterNode;

    /// <summary>It must not hold.</summary>
    internal sealed record Not(FilterNode Operand) : FilterNode;

    /// <summary>One field is held against a value.</summary>
    internal sealed record Match(IReadOnlyList<string> Selector, FilterOperator Operator, bool IsNegated, string Value) : FilterNode;
}
