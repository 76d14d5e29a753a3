using PeeringServer.Core.State;

namespace PeeringServer.Core.Catalog;

/// <summary>One query of the catalog.</summary>
/// <param name="Topic">What wakes it.</param>
/// <param name="Read">Reads one state of it.</param>
internal sealed record CatalogRead<T>(Topic Topic, Func<CatalogTable, Reading<T>> Read);
