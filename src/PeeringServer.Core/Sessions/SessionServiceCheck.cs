namespace PeeringServer.Core.Sessions;

/// <summary>A service's check that a session depends on.</summary>
internal sealed record SessionServiceCheck(string Id, string Namespace);
