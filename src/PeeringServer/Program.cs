using PeeringServer.CommandLine;
using PeeringServer.CommandLine.Client;

return await CommandDispatcher.RunAsync(ConsulCommands.Create(ClientEnvironment.OfProcess()), args, CommandStreams.Standard()).ConfigureAwait(false);
