namespace PeeringServer.Bench.Programs;

/// <summary>The working copy that the bench was built from.</summary>
internal static class Repository
{
    private const string Landmark = "PeeringServer.sln";

    /// <summary>Its folder.</summary>
    /// <exception cref="DirectoryNotFoundException">The bench was moved out of it.</exception>
    public static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Landmark)))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"{Landmark} is in no folder above {AppContext.BaseDirectory}.");
    }
}
