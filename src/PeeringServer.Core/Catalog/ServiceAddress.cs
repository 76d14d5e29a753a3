namespace PeeringServer.Core.Catalog;

/// <summary>One of several addresses of a service.</summary>
internal sealed record ServiceAddress(string Address, int Port);
