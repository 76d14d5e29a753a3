namespace PeeringServer.Peerstream.Tests.Infrastructure;

internal static class StreamTestExtensions
{
    /// <summary>Reads whatever comes until the other side is gone, in good order or not.</summary>
    public static async Task<bool> ReadUntilEndAsync(this Stream stream)
    {
        var buffer = new byte[16384];
        try
        {
            while (await stream.ReadAsync(buffer).InTime() > 0)
            {
            }
        }
        catch (IOException)
        {
            // A reset is an end, too.
        }

        return true;
    }
}
