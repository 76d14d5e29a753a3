namespace PeeringServer.Core.Catalog.Filters;

/// <summary>Operators of a match. <c>contains</c> is <see cref="In"/> with its sides swapped.</summary>
internal enum FilterOperator
{
    Equal,
    In,
    Empty,
    Matches,
}
