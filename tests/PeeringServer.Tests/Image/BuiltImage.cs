using PeeringServer.Tests.CommandLine;

namespace PeeringServer.Tests.Image;

/// <summary>The image, built from the repository's Dockerfile when a test first asks for it.</summary>
public sealed class BuiltImage : IAsyncLifetime, IDisposable
{
    private const string Name = "peering-server:test";

    private readonly TempFolder _folder = new();
    private readonly Buildah _buildah;
    private readonly Lazy<Task<string>> _root;

    public BuiltImage()
    {
        _buildah = new Buildah(_folder);
        _root = new Lazy<Task<string>>(BuildAsync);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    /// <returns>The image's description, JSON.</returns>
    public async Task<string> InspectAsync()
    {
        await _root.Value;
        return await _buildah.InspectAsync(Name);
    }

    /// <summary>The arguments of <c>unshare</c> that run the image's entry point in a read-only container.</summary>
    internal async Task<string[]> ContainerAsync(string user, params string[] arguments) =>
    [
        "--mount", "--pid", "--fork", "--kill-child",
        "sh", RepositoryFiles.PathOf("tests/PeeringServer.Tests/Image/run-container.sh"),
        await _root.Value, user, BaseImages.DotnetRoot, "entrypoint", .. arguments,
    ];

    public async Task DisposeAsync()
    {
        if (_root.IsValueCreated)
        {
            await _buildah.RemoveContainersAsync();
        }
    }

    public void Dispose() => _folder.Dispose();

    private async Task<string> BuildAsync()
    {
        await BaseImages.MakeAsync(_buildah, _folder);
        await _buildah.BuildAsync(Name, RepositoryFiles.PathOf("Dockerfile"), RepositoryFiles.Root);
        return await _buildah.MountAsync(Name);
    }
}
