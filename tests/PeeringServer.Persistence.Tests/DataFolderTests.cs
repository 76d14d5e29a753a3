using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using PeeringServer.Testing;

namespace PeeringServer.Persistence.Tests;

/// <summary>Folders that cannot be used: one clear error, and nothing is changed.</summary>
public sealed class DataFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Data => _folder["data"];

    private string Database => new DataFolder(Data).DatabasePath;

    [Fact]
    public void Open_NewFolder_IsPrivate()
    {
        using var opened = Open();

        opened.Kept.Should().BeNull();
        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode user = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            File.GetUnixFileMode(Data).Should().Be(user | UnixFileMode.UserExecute);
            File.GetUnixFileMode(Path.GetDirectoryName(Database)!).Should().Be(user | UnixFileMode.UserExecute);
            foreach (var file in Directory.GetFiles(Path.GetDirectoryName(Database)!))
            {
                File.GetUnixFileMode(file).Should().Be(user, file);
            }
        }
    }

    [Fact]
    public void Open_SecondServer_IsToldToKeepOut()
    {
        using var first = Open();

        Fails("*is in use by another server. Stop that one, or give this one a data_dir of its own.");
    }

    [Fact]
    public void Open_NewerVersion_IsLeftAlone()
    {
        Create();
        Execute("PRAGMA user_version = 99");

        Fails("*written by a newer version*schema version 99*Start that version, or name another data_dir. Nothing was changed.");
    }

    [Fact]
    public void Open_OtherProgramsDatabase_IsLeftAlone()
    {
        Create();
        Execute("PRAGMA application_id = 1");

        Fails("*another program's database*Nothing was changed.");
    }

    [Fact]
    public void Open_NoDatabase_IsLeftAlone()
    {
        Create();
        File.WriteAllText(Database, new string('x', 5000));

        Fails("*cannot be read: *not a database*Restore a snapshot into an empty folder, or move this one away*Nothing was changed.");
    }

    [Fact]
    public void Open_DamagedRow_IsLeftAlone()
    {
        Create();
        Execute("UPDATE rows SET value = CAST('{\"State\":' AS BLOB)");

        Fails("*cannot be read: *Nothing was changed.");
    }

    [Fact]
    public void Open_DamagedPages_IsLeftAlone()
    {
        Create();
        using (var file = File.OpenWrite(Database))
        {
            file.Position = 4096;
            file.Write(Encoding.ASCII.GetBytes(new string('x', (int)(file.Length - file.Position))));
        }

        Fails("*cannot be read: *malformed*Nothing was changed.");
    }

    [Fact]
    public void Open_FolderThatCannotBeMade_IsNamed()
    {
        File.WriteAllText(Data, "a file");

        Action open = () => DurableState.Open(Path.Combine(Data, "below"), NullLoggerFactory.Instance);

        open.Should().Throw<DataFolderException>().WithMessage("*below*cannot be written to*");
    }

    [Fact]
    public async Task Start_UnusableFolder_FailsWithThatMessage()
    {
        Create();
        Execute("PRAGMA user_version = 99");

        var start = () => ConsulCluster.StartAsync(options => options with { Cluster = options.Cluster with { DataDirectory = Data } });

        (await start.Should().ThrowAsync<AgentStartException>()).WithMessage($"data_dir \"{Data}\"*");
    }

    [Theory]
    [InlineData("-wal")]
    [InlineData("-shm")]
    [InlineData("-journal")]
    public void Restore_BesideWhatIsLeftOfADatabase_IsRefused(string suffix)
    {
        var snapshot = _folder["snapshot"];
        SnapshotFile.Write(snapshot, Core.State.ClusterSnapshot.Initial);
        Directory.CreateDirectory(Path.GetDirectoryName(Database)!);
        File.WriteAllText(Database + suffix, "pages that were not in the database yet");

        var restore = () => new DataFolder(Data).Restore(snapshot);

        restore.Should().Throw<DataFolderException>().WithMessage("*holds state already*Nothing was changed.");
        File.Exists(Database).Should().BeFalse();
    }

    [Fact]
    public void Restore_EmptyFolder_HoldsTheStateAlone()
    {
        var snapshot = _folder["snapshot"];
        SnapshotFile.Write(snapshot, Core.State.ClusterSnapshot.Initial with { Index = 77 });
        Directory.CreateDirectory(Path.GetDirectoryName(Database)!);
        File.WriteAllText(Database + "-wal", "");

        new DataFolder(Data).Restore(snapshot);

        Directory.GetFiles(Path.GetDirectoryName(Database)!).Should().Contain(Database).And.NotContain(static file => file.EndsWith(".restoring", StringComparison.Ordinal));
        using var opened = Open();
        opened.Kept!.Index.Should().Be(77);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private DurableState Open() => DurableState.Open(Data, NullLoggerFactory.Instance);

    /// <summary>A folder with a state in it, which nobody holds.</summary>
    private void Create()
    {
        using var opened = Open();
        opened.Follow(new Core.Cluster(new(), TimeProvider.System, NullLoggerFactory.Instance).State);
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Texts of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private void Fails(string message)
    {
        var before = Directory.GetFiles(Data, "*", SearchOption.AllDirectories).Where(static file => !file.EndsWith("-shm", StringComparison.Ordinal)).ToDictionary(static file => file, ReadShared);
        Action open = () => Open();

        open.Should().Throw<DataFolderException>().WithMessage(message).WithMessage($"*\"{Data}\"*");
        before.Keys.ToDictionary(static file => file, ReadShared).Should().Equal(before);
    }

    private static string ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return Convert.ToHexString(SHA256.HashData(file));
    }
}
