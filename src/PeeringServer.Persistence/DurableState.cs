using Microsoft.Extensions.Logging;
using PeeringServer.Core.State;
using PeeringServer.Persistence.Tables;

namespace PeeringServer.Persistence;

/// <summary>The state in one data folder: what it held at the start, and from then on whatever is written.</summary>
internal sealed class DurableState : IDisposable
{
    private readonly StateDatabase _database;
    private readonly SnapshotWriter _writer;

    private DurableState(StateDatabase database, ClusterSnapshot? kept, DataFolder folder, ILoggerFactory loggers)
    {
        _database = database;
        Kept = kept;
        _writer = new SnapshotWriter(database, kept, fault => folder.Describe(fault) ?? fault.Message, loggers.CreateLogger<SnapshotWriter>());
    }

    /// <summary>What was kept before; null in a new folder.</summary>
    public ClusterSnapshot? Kept { get; }

    internal StateDatabase Database => _database;

    /// <summary>Opens a folder, or makes it, and takes it for this server alone.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="loggers">Where a failing disk is logged.</param>
    /// <exception cref="DataFolderException">The folder cannot be used; nothing was changed in it.</exception>
    public static DurableState Open(string path, ILoggerFactory loggers)
    {
        var folder = new DataFolder(path);
        return folder.Use(() =>
        {
            folder.Create();
            var database = StateDatabase.Open(folder.DatabasePath);
            try
            {
                var kept = StateTables.Restore(database.Read());
                database.Prepare();
                return new DurableState(database, kept, folder, loggers);
            }
            catch
            {
                database.Dispose();
                throw;
            }
        });
    }

    /// <summary>Keeps a cluster's state from now on.</summary>
    public void Follow(ClusterState state) => _writer.Follow(state);

    /// <summary>Writes what is left, and gives the folder free.</summary>
    public void Dispose()
    {
        _writer.Dispose();
        _database.Dispose();
    }
}
