using PeeringServer.Core;
using PeeringServer.Core.State;
using PeeringServer.Persistence;

namespace PeeringServer.Hosting;

/// <summary>The data folder at the start of an agent, which does not start where it cannot use it.</summary>
internal static class StateFolder
{
    /// <exception cref="AgentStartException">It cannot be used.</exception>
    public static DurableState Open(string path, ILoggerFactory loggers)
    {
        try
        {
            return DurableState.Open(path, loggers);
        }
        catch (DataFolderException fault)
        {
            throw new AgentStartException(fault.Message, fault);
        }
    }

    /// <summary>Waits until what the start itself wrote is kept.</summary>
    /// <exception cref="AgentStartException">It cannot be kept.</exception>
    public static async Task WhenKeptAsync(ClusterState state, CancellationToken cancellation)
    {
        try
        {
            await state.WhenDurableAsync(wasRefusing: false, cancellation).ConfigureAwait(false);
        }
        catch (RefusalException fault)
        {
            throw new AgentStartException(fault.Message, fault);
        }
    }
}
