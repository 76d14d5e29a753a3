using System.Globalization;

namespace PeeringServer.CommandLine.Agent;

/// <summary><c>pid_file</c>: the ID of the process in a file that goes when the agent does.</summary>
internal sealed class PidFile : IDisposable
{
    private readonly string _path;

    private PidFile(string path) => _path = path;

    /// <summary>Writes the file, over what is there.</summary>
    /// <returns>What deletes it, or null where no file was asked for.</returns>
    /// <exception cref="AgentStartException">It cannot be written.</exception>
    public static PidFile? Write(string? path)
    {
        if (path is null)
        {
            return null;
        }

        try
        {
            File.WriteAllText(path, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new PidFile(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AgentStartException($"Could not open pid file: {e.Message}", e);
        }
    }

    /// <summary>Deletes the file.</summary>
    public void Dispose()
    {
        try
        {
            File.Delete(_path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Its folder may be gone, or read-only by now: the end of the agent goes on.
        }
    }
}
