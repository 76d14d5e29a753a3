using System.Runtime.InteropServices;
using PeeringServer.Tests.CommandLine;

namespace PeeringServer.Tests.Image;

/// <summary>Stand-ins for the images that the Dockerfile builds on, under their names, so that no registry is needed.</summary>
internal static class BaseImages
{
    private const string FromFolder = "FROM scratch\nCOPY root /\n";

    /// <summary>Programs that the real bases have, or that the Dockerfile installs.</summary>
    public static IReadOnlyList<string> Tools { get; } =
    [
        "sh", "cat", "chmod", "chown", "chroot", "cp", "curl", "getent", "groupadd", "groupdel", "hostname", "id", "jq", "ln", "ls", "mkdir", "mktemp", "mount",
        "readlink", "rm", "setpriv", "sleep", "stat", "true", "useradd", "userdel",
    ];

    /// <summary>Where .NET is on this machine.</summary>
    public static string DotnetRoot { get; } = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));

    public static async Task MakeAsync(Buildah buildah, TempFolder folder)
    {
        foreach (var stage in (string[])["sdk", "aspnet"])
        {
            var root = Path.Combine(folder.Path, stage, "root");
            var native = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "libcoreclr.so");
            await ProcessRun.SucceedAsync("sh", [RepositoryFiles.PathOf("tests/PeeringServer.Tests/Image/make-base.sh"), root, .. Tools, native]);
            AddPackages(root);
            if (stage == "sdk")
            {
                await AddCompilerAsync(root);
            }

            var dockerfile = folder.Write($"{stage}/Dockerfile", FromFolder);
            await buildah.BuildAsync($"mcr.microsoft.com/dotnet/{stage}:10.0-noble", dockerfile, Path.Combine(folder.Path, stage));
        }
    }

    /// <summary>The program is not compiled again: "publishing" copies what these tests were built with.</summary>
    private static async Task AddCompilerAsync(string root)
    {
        await ProcessRun.SucceedAsync("cp", ["-r", AppContext.BaseDirectory, Path.Combine(root, "published")]);
        StubProgram.Write(Path.Combine(root, "usr/bin/dotnet"), """
            #!/bin/sh
            [ "$*" = 'publish src/PeeringServer -c Release -o /app' ] && [ -f src/PeeringServer/PeeringServer.csproj ] && cp -r /published /app
            """);
    }

    private static void AddPackages(string root)
    {
        StubProgram.Write(Path.Combine(root, "usr/bin/apt-get"), "#!/bin/sh\nexit 0");
        StubProgram.Write(Path.Combine(root, "usr/bin/busybox"), "#!/bin/sh\nexit 1");
    }
}
