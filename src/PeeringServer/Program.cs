using PeeringServer.CommandLine;

return await CommandDispatcher.RunAsync(ConsulCommands.Create(), args, CommandStreams.Standard()).ConfigureAwait(false);
