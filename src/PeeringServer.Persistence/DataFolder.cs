using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace PeeringServer.Persistence;

/// <summary>The folder of one server. What is made in it only its user can read.</summary>
/// <param name="path">The <c>data_dir</c>.</param>
internal sealed class DataFolder(string path)
{
    private const string StateFolder = "peering-server";
    private const string StateFile = "state.db";
    private const UnixFileMode PrivateFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode PrivateFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>What SQLite puts beside a database that is, or was, in use.</summary>
    private static readonly string[] LogSuffixes = ["-wal", "-shm", "-journal"];

    /// <summary>The database.</summary>
    public string DatabasePath { get; } = Path.Combine(path, StateFolder, StateFile);

    /// <summary>Does something with the folder, and says in the folder's terms what was wrong where it fails.</summary>
    /// <exception cref="DataFolderException">It failed.</exception>
    public T Use<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception fault) when (Describe(fault) is { } message)
        {
            throw new DataFolderException(message, fault);
        }
    }

    /// <summary>Makes the folder and an empty database where there are none.</summary>
    public void Create()
    {
        CreateFolder(path);
        CreateFolder(Path.GetDirectoryName(DatabasePath)!);
        CreateFile(DatabasePath);
    }

    /// <summary>Puts a snapshot file into a folder that holds no state yet: whole, or not at all.</summary>
    /// <exception cref="DataFolderException">There is state already, or the folder cannot be written to.</exception>
    public void Restore(string snapshotPath) => Use(() =>
    {
        if (HoldsState())
        {
            throw new DataFolderException($"data_dir \"{path}\" holds state already. Name an empty folder, or restore into the running server. Nothing was changed.");
        }

        CreateFolder(path);
        CreateFolder(Path.GetDirectoryName(DatabasePath)!);
        var staged = DatabasePath + ".restoring";
        File.Delete(staged);
        CreateFile(staged);
        using (var source = File.OpenRead(snapshotPath))
        using (var target = new FileStream(staged, FileMode.Open, FileAccess.Write))
        {
            source.CopyTo(target);
            target.Flush(flushToDisk: true);
        }

        File.Move(staged, DatabasePath, overwrite: true);
        FolderFlush.Run(Path.GetDirectoryName(DatabasePath)!);
        FolderFlush.Run(path);
        return true;
    });

    /// <summary>Makes a file that only its user can read; one that exists stays as it is.</summary>
    public static void CreateFile(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = PrivateFile;
        }

        new FileStream(file, options).Dispose();
    }

    /// <summary>A log without its database is state as well: the next one to open a database there finds in it what was there before.</summary>
    private bool HoldsState() => LogSuffixes.Prepend("").Any(suffix => new FileInfo(DatabasePath + suffix) is { Exists: true, Length: > 0 });

    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, PrivateFolder);
        }
    }

    /// <summary>What is wrong, and what to do; null for what has nothing to do with the folder.</summary>
    public string? Describe(Exception fault) => fault switch
    {
        SchemaException { IsNewer: true } => $"data_dir \"{path}\" was written by a newer version of this program: {fault.Message}. Start that version, or name another data_dir. Nothing was changed.",
        SchemaException or JsonException => Damaged(fault.Message),
        SqliteException sqlite => Describe(sqlite),
        UnauthorizedAccessException => Unwritable(fault.Message),
        IOException => IsFull(fault) ? Full() : Unwritable(fault.Message),
        _ => null,
    };

    private string Describe(SqliteException fault) => fault.SqliteErrorCode switch
    {
        SqliteCodes.Busy or SqliteCodes.Locked => $"data_dir \"{path}\" is in use by another server. Stop that one, or give this one a data_dir of its own.",
        SqliteCodes.Full => Full(),
        SqliteCodes.ReadOnly or SqliteCodes.CannotOpen or SqliteCodes.Permission => Unwritable(fault.Message),
        SqliteCodes.Corrupt or SqliteCodes.NotADatabase or SqliteCodes.Error => Damaged(fault.Message),
        _ => $"data_dir \"{path}\" cannot be read or written: {fault.Message}. See to the disk, and start again.",
    };

    private string Full() => $"data_dir \"{path}\" is on a disk without space left. Make room, and start again.";

    private string Unwritable(string reason) => $"data_dir \"{path}\" cannot be written to: {reason.TrimEnd('.')}. Give the user this server runs as the right to write there, or name another data_dir.";

    private string Damaged(string reason) =>
        $"data_dir \"{path}\" holds state that cannot be read: {reason.TrimEnd('.')} ({DatabasePath}). Restore a snapshot into an empty folder, or move this one away to start anew. Nothing was changed.";

    /// <summary>ENOSPC, or what Windows says instead.</summary>
    private static bool IsFull(Exception fault) => (fault.HResult & 0xFFFF) is 28 or 112;
}
