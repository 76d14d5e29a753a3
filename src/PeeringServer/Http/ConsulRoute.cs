namespace PeeringServer.Http;

/// <summary>Marks an endpoint as one of Consul's: it is found by Go's rules, not by ASP.NET Core's.</summary>
/// <param name="Pattern">Consul's pattern; one that ends in a slash stands for everything below it.</param>
/// <param name="Method">The method it answers.</param>
internal sealed record ConsulRoute(string Pattern, string Method);
