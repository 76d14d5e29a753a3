using Microsoft.Data.Sqlite;
using PeeringServer.Persistence.Tables;

namespace PeeringServer.Persistence;

/// <summary>The database file: all rows in one table, in WAL mode, flushed to the disk with every commit. Locked for everybody else while it is open.</summary>
internal sealed class StateDatabase : IDisposable
{
    /// <summary>A server that stops just now gives the file free within this time.</summary>
    private const int BusySeconds = 1;

    private readonly SqliteConnection _connection;
    private readonly int _version;
    private SqliteCommand? _put;
    private SqliteCommand? _delete;

    private StateDatabase(SqliteConnection connection, int version)
    {
        _connection = connection;
        _version = version;
    }

    /// <summary>Opens a file that exists, for reading at first: nothing is written before it is clear that the file is ours, and whole.</summary>
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
            return new StateDatabase(connection, (int)version);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Version the file had when it was opened; 0 for an empty one.</summary>
    public int Version => _version;

    /// <summary>Every row, one table after the other; as every version has them.</summary>
    public IEnumerable<StoredRow> Read()
    {
        if (_version == 0)
        {
            yield break;
        }

        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT tbl, key, value FROM rows";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return new StoredRow(reader.GetString(0), reader.GetString(1), reader.GetFieldValue<byte[]>(2));
        }
    }

    /// <summary>Makes ready for writing: brings an older file, or an empty one, to the current version.</summary>
    public void Prepare()
    {
        Scalar(_connection, "PRAGMA journal_mode = WAL");
        Scalar(_connection, "PRAGMA synchronous = FULL");
        if (_version < StateSchema.Current)
        {
            StateSchema.Migrate(_connection, _version, StateSchema.Current);
        }

        _put = Command("INSERT OR REPLACE INTO rows (tbl, key, value, modify_index) VALUES ($tbl, $key, $value, $index)", "$tbl", "$key", "$value", "$index");
        _delete = Command("DELETE FROM rows WHERE tbl = $tbl AND key = $key", "$tbl", "$key");
    }

    /// <summary>Writes what changed; it is on the disk when this returns.</summary>
    /// <param name="changes">The rows.</param>
    /// <param name="index">Index of the write that changed them, or of the last of several.</param>
    public void Commit(IEnumerable<RowChange> changes, ulong index)
    {
        if (_put is null || _delete is null)
        {
            throw new InvalidOperationException("The database was not made ready for writing.");
        }

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
        _put?.Dispose();
        _delete?.Dispose();
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
