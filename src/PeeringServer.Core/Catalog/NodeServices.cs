using System.Collections.Immutable;

namespace PeeringServer.Core.Catalog;

/// <summary>A node with its services in the order of their ids.</summary>
internal sealed record NodeServices(CatalogNode Node, ImmutableArray<CatalogService> Services);
