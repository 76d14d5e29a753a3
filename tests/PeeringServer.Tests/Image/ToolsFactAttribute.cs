namespace PeeringServer.Tests.Image;

/// <summary>A test that needs programs which not every machine has; skipped where one is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal class ToolsFactAttribute : FactAttribute
{
    public ToolsFactAttribute(params string[] tools)
    {
        if (Array.Find(tools, static tool => Find(tool) is null) is { } absent)
        {
            Skip = $"{absent} is not installed on this machine.";
        }
    }

    /// <summary>Where a program is, or null.</summary>
    public static string? Find(string tool) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(':', StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, tool))
        .FirstOrDefault(File.Exists);
}
