using Microsoft.Extensions.Logging.Abstractions;
using PeeringServer;
using PeeringServer.Configuration;
await using var host = AgentHost.Create(new AgentOptions(), NullLoggerFactory.Instance);
await host.StartAsync();
await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System);
