using PeeringServer.Http.Wire;

namespace PeeringServer.CommandLine.Client;

/// <summary>Takes the whole state out of a running server, or puts another in its place.</summary>
/// <param name="options">Which server, and how.</param>
/// <param name="time">The clock for time-outs.</param>
internal sealed class SnapshotApiClient(ClientOptions options, TimeProvider time)
{
    private readonly ApiConnection _connection = new(options, time);

    /// <summary>The state as the bytes of a file.</summary>
    /// <exception cref="ApiException">It cannot be had, or not all of it came.</exception>
    public byte[] Save()
    {
        var answer = _connection.SendBytes("GET", EmulatorRoutes.Snapshot, null);
        return answer.BodyFault is { } fault ? throw new ApiException(fault) : answer.Body;
    }

    /// <summary>Replaces the state, all of it or nothing.</summary>
    /// <exception cref="ApiException">The server refuses.</exception>
    public void Restore(byte[] file) => _connection.SendBytes("PUT", EmulatorRoutes.Snapshot, file);
}
