using Microsoft.Data.Sqlite;
using PeeringServer.Persistence.Tables;

namespace PeeringServer.Persistence.Tests;

public sealed class MigrationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Open_FirstVersion_KeepsItsRows()
    {
        var path = _folder["state.db"];
        using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            StateSchema.Migrate(connection, from: 0, to: 1);
            Execute(connection, "INSERT INTO rows (tbl, key, value) VALUES ('indexes', '', CAST('{\"State\":7,\"Peerings\":6}' AS BLOB))");
            Execute(connection, "INSERT INTO rows (tbl, key, value) VALUES ('peering-secrets', 'p', CAST('{\"Establishment\":\"\",\"PendingStream\":\"\",\"ActiveStream\":\"s\"}' AS BLOB))");
        }

        using var migrated = StateDatabase.Open(path);

        var snapshot = StateTables.Restore(migrated.Read())!;
        snapshot.Index.Should().Be(7);
        snapshot.Peerings.Index.Should().Be(6);
        snapshot.Peerings.SecretsOf("p").ActiveStream.Should().Be("s");
        migrated.Prepare();
        migrated.Commit([new RowChange("acl-tokens", "t", [1])], index: 8);
        migrated.Read().Should().HaveCount(3);
    }

    public void Dispose() => _folder.Dispose();

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Texts of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
