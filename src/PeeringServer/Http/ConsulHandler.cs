namespace PeeringServer.Http;

/// <summary>Answers one method of one route.</summary>
internal delegate ValueTask<ConsulResponse> ConsulHandler(ConsulRequest request);
