using System.Diagnostics;

namespace PeeringServer.Conformance.Clusters;

/// <summary>The program as users get it: published once for all the tests that run it as a process.</summary>
public sealed class PublishedProgram : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan PublishDeadline = TimeSpan.FromMinutes(5);
    private readonly TemporaryDirectory _output = new();

    internal IClusterLauncher Launcher => new PublishedLauncher(Executable);

    /// <summary>Where it is.</summary>
    internal string Executable => Path.Combine(_output.Path, OperatingSystem.IsWindows() ? "peering-server.exe" : "peering-server");

    /// <summary>Folder of the working copy that the tests were built from.</summary>
    internal static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PeeringServer.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests do not run from within the repository.");
        }

        return folder.FullName;
    }

    public async Task InitializeAsync()
    {
        // No build server may outlive the tests: it would hold their output open.
        string[] arguments = ["publish", "src/PeeringServer", "-c", "Release", "-o", _output.Path, "-nodeReuse:false", "-p:UseSharedCompilation=false", "-v", "quiet"];
        using var publish = Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = RepositoryRoot(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var deadline = new CancellationTokenSource(PublishDeadline);
        try
        {
            var output = publish.StandardOutput.ReadToEndAsync(deadline.Token);
            var errors = publish.StandardError.ReadToEndAsync(deadline.Token);
            await publish.WaitForExitAsync(deadline.Token);
            publish.ExitCode.Should().Be(0, "{0}{1}", await output, await errors);
        }
        finally
        {
            publish.Kill(entireProcessTree: true);
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _output.Dispose();
}
