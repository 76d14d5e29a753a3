using System.Runtime.InteropServices;
using System.Text;

namespace PeeringServer.Persistence;

/// <summary>Brings the names in a folder to the disk: a flush of a file keeps what is in it, but not that it was moved there. The runtime opens no folders.</summary>
internal static class FolderFlush
{
    private const int ReadOnly = 0;

    public static void Run(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            // Windows has no such flush, and needs none: moves go through the journal of the file system.
            return;
        }

        // Not every file system knows it, and those that do not keep what they can: a failure means no more than that.
        var descriptor = OpenFolder(Encoding.UTF8.GetBytes(folder + '\0'), ReadOnly);
        if (descriptor >= 0)
        {
            _ = Flush(descriptor);
            _ = Close(descriptor);
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int OpenFolder(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Flush(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int Close(int descriptor);
}
