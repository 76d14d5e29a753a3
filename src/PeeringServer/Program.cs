using PeeringServer.CommandLine;
using PeeringServer.Hosting;

// Waited for rather than awaited: code for the machinery of that would be compiled before the first command runs.
return (FactoryHost.IsMeant(args)
    ? FactoryHost.RunAsync()
    : CommandDispatcher.RunAsync(ConsulCommands.Create(), args, CommandStreams.Standard())).GetAwaiter().GetResult();
