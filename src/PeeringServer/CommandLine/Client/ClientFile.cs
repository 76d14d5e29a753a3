namespace PeeringServer.CommandLine.Client;

/// <summary>Reads files named on the command line; faults are in the words of Go's <c>os</c> package.</summary>
internal static class ClientFile
{
    /// <exception cref="IOException">The file cannot be read; the message is Go's.</exception>
    public static string ReadText(string file, ClientEnvironment environment) => Read(file, environment, File.ReadAllText);

    /// <inheritdoc cref="ReadText"/>
    public static byte[] ReadBytes(string file, ClientEnvironment environment) => Read(file, environment, File.ReadAllBytes);

    /// <summary>Everything that standard input holds.</summary>
    public static byte[] ReadInput(CommandStreams streams)
    {
        using var input = streams.OpenInput();
        using var all = new MemoryStream();
        input.CopyTo(all);
        return all.ToArray();
    }

    private static T Read<T>(string file, ClientEnvironment environment, Func<string, T> read)
    {
        try
        {
            return read(environment.PathOf(file));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new IOException($"open {file}: no such file or directory", e);
        }
        catch (UnauthorizedAccessException e)
        {
            // That is also what a folder comes to.
            throw new IOException(Directory.Exists(environment.PathOf(file)) ? $"read {file}: is a directory" : $"open {file}: permission denied", e);
        }
    }
}
