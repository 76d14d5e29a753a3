namespace PeeringServer.Core.Catalog;

/// <summary>What is to be removed: the instance where one is named, else the check, else the whole node.</summary>
internal sealed record CatalogDeregistration(string Node, string ServiceId, string CheckId);
