using Microsoft.Data.Sqlite;
using PeeringServer.Persistence.Tables;

namespace PeeringServer.Persistence;

/// <summary>The database file: all rows in one table, in WAL mode, flushed to the disk with every commit. Locked for everybody else while it is open.</summary>
internal sealed class StateDatabase : IDisposable
{
    /// <summary>A server that stops just now gives the file free within this time.</summary>
    private const int BusySeconds = 1;

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _put;
    private readonly SqliteCommand _delete;

    private StateDatabase(SqliteConnection connection)
    {
        _connection = connection;
        _put = Command("INSERT OR REPLACE INTO rows (tbl, key, value, modify_index) VALUES ($tbl, $key, $value, $index)", "$tbl", "$key", "$value", "$index");
        _delete = Command("DELETE FROM rows WHERE tbl = $tbl AND key = $key", "$tbl", "$key");
    }

    /// <summary>Opens a file that exists; an empty one becomes a new database. Nothing is written before it is clear that the file is ours.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="SqliteException">It cannot be opened, or is no database.</exception>
    /// <exception cref="SchemaException">It is another program's, or a newer version's.</exception>
    public static StateDatabase Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = BusySeconds }.ToString());
        try
        {
            connection.Open();
            Scalar(connection, "PRAGMA locking_mode = EXCLUSIVE");
            var version = Scalar(connection, "PRAGMA user_version");
            SchemaException.ThrowIfForeign(version, Scalar(connection, "PRAGMA application_id"), isEmpty: Scalar(connection, "SELECT count(*) FROM sqlite_schema") == 0);
            Scalar(connection, "PRAGMA journal_mode = WAL");
            Scalar(connection, "PRAGMA synchronous = FULL");

            // Takes the lock for good, and lets the file be tried for writing before anybody counts on it.
            StateSchema.Migrate(connection, (int)version, StateSchema.Current);
            return new StateDatabase(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Every row, one table after the other.</summary>
    public IEnumerable<StoredRow> Read()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT tbl, key, value FROM rows";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return new StoredRow(reader.GetString(0), reader.GetString(1), reader.GetFieldValue<byte[]>(2));
        }
    }

    /// <summary>Writes what changed; it is on the disk when this returns.</summary>
    /// <param name="changes">The rows.</param>
    /// <param name="index">Index of the write that changed them, or of the last of several.</param>
    public void Commit(IEnumerable<RowChange> changes, ulong index)
    {
        using var transaction = _connection.BeginTransaction();
        _put.Transaction = _delete.Transaction = transaction;
        foreach (var change in changes)
        {
            if (change.Value is { } value)
            {
                Run(_put, change.Table, change.Key, value, (long)index);
            }
            else
            {
                Run(_delete, change.Table, change.Key);
            }
        }

        transaction.Commit();
    }

    /// <summary>Bounds the size of the file, as a disk does; for tests.</summary>
    internal void LimitPages(int pages) => Scalar(_connection, FormattableString.Invariant($"PRAGMA max_page_count = {pages}"));

    public void Dispose()
    {
        _put.Dispose();
        _delete.Dispose();
        _connection.Dispose();
    }

    private static void Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        command.ExecuteNonQuery();
    }

    private static long Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Texts of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar() as long? ?? 0;
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<string> parameters)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Texts of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var name in parameters)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        command.Prepare();
        return command;
    }
}
