namespace PeeringServer.Conformance.Clusters;

/// <summary>A folder of its own that goes away again. Its name begins with <c>rec-</c>, by which answers that show it are normalised.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("rec-").FullName;

    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
