using PeeringServer.Tests.CommandLine;

namespace PeeringServer.Tests.Image;

/// <summary>Calls <c>buildah</c> with a store and a policy of its own, which leave nothing on the machine.</summary>
internal sealed class Buildah(TempFolder folder)
{
    private readonly string[] _store =
    [
        "--root", Path.Combine(folder.Path, "store"), "--runroot", Path.Combine(folder.Path, "run"), "--storage-driver", "vfs",
    ];

    private readonly string _policy = folder.Write("policy.json", """{"default": [{"type": "insecureAcceptAnything"}]}""");

    public Task BuildAsync(string name, string dockerfile, string context) =>
        RunAsync("build", "--signature-policy", _policy, "--isolation", "chroot", "--pull-never", "--format", "docker", "-t", name, "-f", dockerfile, context);

    /// <returns>The image's description, JSON.</returns>
    public Task<string> InspectAsync(string name) => RunAsync("inspect", "--type", "image", name);

    /// <returns>The folder where the content of the image is.</returns>
    public async Task<string> MountAsync(string name)
    {
        var container = await RunAsync("from", "--signature-policy", _policy, "--pull-never", name);
        return (await RunAsync("mount", container.Trim())).Trim();
    }

    /// <summary>Ends what <see cref="MountAsync"/> began.</summary>
    public Task RemoveContainersAsync() => RunAsync("rm", "--all");

    private Task<string> RunAsync(params string[] arguments) => ProcessRun.SucceedAsync("buildah", [.. _store, .. arguments]);
}
