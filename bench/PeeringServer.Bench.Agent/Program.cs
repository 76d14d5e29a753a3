using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using PeeringServer;
using PeeringServer.Configuration;

var options = new AgentOptions { Ports = AgentPorts.Free with { Http = int.Parse(args[0], CultureInfo.InvariantCulture) }, Addresses = new AgentAddresses { Bind = "127.0.0.1" } };
await using var host = AgentHost.Create(options, NullLoggerFactory.Instance);
await host.StartAsync();
await new TaskCompletionSource().Task;
