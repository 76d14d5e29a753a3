namespace PeeringServer.Tests.Image;

/// <summary>A test of the built image; skipped where the image cannot be built without a registry.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BuildahFactAttribute : ToolsFactAttribute
{
    public BuildahFactAttribute()
        : base(["buildah", "unshare", "ldd", .. BaseImages.Tools])
    {
        if (Skip is null && !Environment.IsPrivilegedProcess)
        {
            Skip = "Only root can make containers by hand.";
        }
    }
}
