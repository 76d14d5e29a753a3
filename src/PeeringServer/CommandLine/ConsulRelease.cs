using System.Reflection;

namespace PeeringServer.CommandLine;

/// <summary>The consul release whose behaviour is reproduced: what <c>version</c> and the banner show, because clients branch on it.</summary>
internal static class ConsulRelease
{
    /// <summary>When that release was made, RFC 3339.</summary>
    public const string BuildDate = "2025-08-13T15:08:00Z";

    /// <summary>The same as Go prints a time.</summary>
    public const string BuildDateInBanner = "2025-08-13 15:08:00 +0000 UTC";

    /// <summary>The number, such as <c>1.21.4</c>, from the assembly's metadata.</summary>
    public static string Version { get; } = typeof(ConsulRelease).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(a => a.Key == "ConsulVersion").Value!;
}
