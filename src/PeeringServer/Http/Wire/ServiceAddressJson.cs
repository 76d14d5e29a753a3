namespace PeeringServer.Http.Wire;

/// <summary>One of several addresses of a service.</summary>
internal sealed record ServiceAddressJson(string Address, int Port);
