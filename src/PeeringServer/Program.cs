using PeeringServer.CommandLine;
using PeeringServer.Hosting;

if (FactoryHost.IsMeant(args))
{
    return await FactoryHost.RunAsync().ConfigureAwait(false);
}

return await CommandDispatcher.RunAsync(ConsulCommands.Create(), args, CommandStreams.Standard()).ConfigureAwait(false);
