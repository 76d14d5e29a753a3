using PeeringServer.CommandLine;
using PeeringServer.CommandLine.Client;
using PeeringServer.Hosting;

if (FactoryHost.IsMeant(args))
{
    return await FactoryHost.RunAsync().ConfigureAwait(false);
}

return await CommandDispatcher.RunAsync(ConsulCommands.Create(ClientEnvironment.OfProcess()), args, CommandStreams.Standard()).ConfigureAwait(false);
