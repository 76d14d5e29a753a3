using PeeringServer.Core.State;
using PeeringServer.Persistence.Tables;

namespace PeeringServer.Persistence;

/// <summary>A whole state as one file, in the form of the database.</summary>
internal static class SnapshotFile
{
    /// <summary>Writes a state into a file of its own, which nobody but its user can read.</summary>
    /// <param name="path">The file; must not exist.</param>
    /// <param name="snapshot">The state.</param>
    /// <exception cref="DataFolderException">It cannot be written.</exception>
    public static void Write(string path, ClusterSnapshot snapshot)
    {
        var folder = new DataFolder(Path.GetDirectoryName(path)!);
        folder.Use(() =>
        {
            DataFolder.CreateFile(path);
            using var database = StateDatabase.Open(path);
            database.Prepare();
            var rows = new List<RowChange>();
            foreach (var table in StateTables.All)
            {
                table.Follow().Advance(snapshot, rows);
            }

            database.Commit(rows, snapshot.Index);
            return rows.Count;
        });
    }

    /// <summary>Reads a file, all of it, and leaves it as it is.</summary>
    /// <exception cref="SnapshotFileException">It is no snapshot that can be read here.</exception>
    public static SnapshotContent Read(string path)
    {
        // A database is opened for writing, and a snapshot may be somebody else's to write: what is read is a copy.
        var folder = Directory.CreateTempSubdirectory("peering-server-");
        try
        {
            var copy = Path.Combine(folder.FullName, "snapshot.db");
            File.Copy(path, copy);
            using var database = StateDatabase.Open(copy);
            var rows = database.Read().ToList();
            var counts = rows.GroupBy(static row => row.Table, StringComparer.Ordinal).ToDictionary(static table => table.Key, static table => table.Count(), StringComparer.Ordinal);
            return new SnapshotContent(StateTables.Restore(rows) ?? throw new SnapshotFileException($"{path} holds no state."), database.Version, counts);
        }
        catch (Exception fault) when (fault is Microsoft.Data.Sqlite.SqliteException or SchemaException or System.Text.Json.JsonException)
        {
            throw new SnapshotFileException($"{path} is no snapshot that can be read here: {fault.Message}", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new SnapshotFileException(fault.Message, fault);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
