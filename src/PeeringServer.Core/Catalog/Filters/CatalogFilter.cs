using System.Collections.Immutable;
using System.Globalization;
using PeeringServer.Core.GoText;

namespace PeeringServer.Core.Catalog.Filters;

/// <summary>A filter made for one sort of item.</summary>
internal sealed class CatalogFilter<T>
{
    private readonly Predicate<T>? _accepts;

    private CatalogFilter(Predicate<T>? accepts) => _accepts = accepts;

    /// <summary>Makes a filter; an empty expression accepts everything.</summary>
    /// <exception cref="FilterException">The expression cannot be read, or does not fit the item.</exception>
    public static CatalogFilter<T> Create(string expression, FilterShape<T> shape) =>
        new(expression.Length == 0 ? null : Bind(FilterParser.Parse(expression), shape));

    /// <summary>What the filter accepts of a list.</summary>
    public ImmutableArray<T> Of(ImmutableArray<T> items) => _accepts is { } accepts ? items.RemoveAll(item => !accepts(item)) : items;

    public bool Accepts(T item) => _accepts?.Invoke(item) ?? true;

    private static Predicate<T> Bind(FilterNode node, FilterShape<T> shape)
    {
        switch (node)
        {
            case FilterNode.And both:
                var (first, second) = (Bind(both.Left, shape), Bind(both.Right, shape));
                return item => first(item) && second(item);
            case FilterNode.Or either:
                var (left, right) = (Bind(either.Left, shape), Bind(either.Right, shape));
                return item => left(item) || right(item);
            case FilterNode.Not not:
                var operand = Bind(not.Operand, shape);
                return item => !operand(item);
            default:
                var match = (FilterNode.Match)node;
                var read = shape.Find(match.Selector);
                var holds = Matcher(match);
                return item => holds(read(item)) != match.IsNegated;
        }
    }

    private static Predicate<object?> Matcher(FilterNode.Match match)
    {
        if (match.Operator != FilterOperator.Matches)
        {
            return match.Operator switch
            {
                FilterOperator.Equal => value => IsEqual(value, match.Value),
                FilterOperator.In => value => Contains(value, match.Value),
                _ => IsEmpty,
            };
        }

        var expression = GoRegex.Parse(match.Value, out var fault) ?? throw new FilterException($"Failed to compile regular expression {match.Value}: {fault}");
        return value => value is string text && expression.IsMatch(text);
    }

    private static bool IsEqual(object? value, string wanted) => value switch
    {
        string text => text == wanted,
        int number => long.TryParse(wanted, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed) && parsed == number,
        bool flag => bool.TryParse(wanted, out var parsed) && parsed == flag,
        _ => false,
    };

    private static bool Contains(object? value, string wanted) => value switch
    {
        string text => text.Contains(wanted, StringComparison.Ordinal),
        ValueList<string> list => list.Items.Contains(wanted),
        ValueMap<string> map => map.Pairs.ContainsKey(wanted),
        ValueMap<ServiceAddress> map => map.Pairs.ContainsKey(wanted),
        _ => false,
    };

    private static bool IsEmpty(object? value) => value switch
    {
        string text => text.Length == 0,
        ValueList<string> list => list.Items.IsEmpty,
        ValueMap<string> map => map.Pairs.IsEmpty,
        ValueMap<ServiceAddress> map => map.Pairs.IsEmpty,
        ImmutableArray<CatalogCheck> checks => checks.IsEmpty,
        null or FilterMissing => true,
        _ => false,
    };
}
