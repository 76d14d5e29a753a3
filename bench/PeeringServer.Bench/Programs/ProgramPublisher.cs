using System.Diagnostics;

namespace PeeringServer.Bench.Programs;

/// <summary>Publishes what is measured, as its users get it.</summary>
internal static class ProgramPublisher
{
    /// <param name="project">Folder of the project, below the repository's root.</param>
    /// <param name="target">Folder to publish to.</param>
    /// <param name="cancellation">Ends the build.</param>
    /// <exception cref="InvalidOperationException">It does not build; the text is the build's.</exception>
    public static async Task PublishAsync(string project, string target, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            WorkingDirectory = Repository.Root(),
            RedirectStandardOutput = true,
        };
        // Without servers of its own: a build server that stays would share the cores with what is measured.
        foreach (var argument in new[] { "publish", project, "-c", "Release", "-o", target, "-v", "quiet", "-nologo", "--disable-build-servers" })
        {
            start.ArgumentList.Add(argument);
        }

        using var build = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        try
        {
            var output = await build.StandardOutput.ReadToEndAsync(cancellation).ConfigureAwait(false);
            await build.WaitForExitAsync(cancellation).ConfigureAwait(false);
            if (build.ExitCode != 0)
            {
                throw new InvalidOperationException($"{project} cannot be published:\n{output}");
            }
        }
        finally
        {
            if (!build.HasExited)
            {
                build.Kill(entireProcessTree: true);
            }
        }
    }
}
