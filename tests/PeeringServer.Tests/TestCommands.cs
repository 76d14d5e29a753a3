using System.CommandLine;
using PeeringServer.CommandLine;
using PeeringServer.CommandLine.Client;

namespace PeeringServer.Tests;

/// <summary>The program's commands without anything of the process they run in.</summary>
internal static class TestCommands
{
    public static Command Create() => ConsulCommands.Create(new ClientEnvironment(static _ => null, AppContext.BaseDirectory, TimeProvider.System));
}
