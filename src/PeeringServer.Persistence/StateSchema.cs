using Microsoft.Data.Sqlite;

namespace PeeringServer.Persistence;

/// <summary>The database's layout, as the steps that lead to it: a new file takes all of them, an older one those it lacks.</summary>
internal static class StateSchema
{
    /// <summary>Tells the file from other programs' databases; <c>peer</c> in ASCII.</summary>
    public const int ApplicationId = 0x70656572;

    private static readonly string[] Steps =
    [
        "CREATE TABLE rows (tbl TEXT NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL, PRIMARY KEY (tbl, key)) WITHOUT ROWID",
        "ALTER TABLE rows ADD COLUMN modify_index INTEGER NOT NULL DEFAULT 0",

        // The layout is the same. Rows of "agent-origins" are new, and a program that does not know them is to say that the file is newer, not that it is damaged.
        "SELECT 1",
    ];

    /// <summary>The version that this program writes.</summary>
    public static int Current => Steps.Length;

    /// <summary>Takes a database to a version, all at once or not at all.</summary>
    /// <param name="connection">The database.</param>
    /// <param name="from">The version it has; 0 for none.</param>
    /// <param name="to">The version it gets.</param>
    public static void Migrate(SqliteConnection connection, int from, int to)
    {
        using var transaction = connection.BeginTransaction();
        for (var version = from; version < to; version++)
        {
            Execute(connection, transaction, Steps[version]);
        }

        Execute(connection, transaction, FormattableString.Invariant($"PRAGMA application_id = {ApplicationId}"));
        Execute(connection, transaction, FormattableString.Invariant($"PRAGMA user_version = {to}"));
        transaction.Commit();
    }

    private static void Execute(SqliteConnection connection, SqliteTransaction transaction, string sql)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // Texts of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
