using System.Globalization;
using System.Text.Json.Nodes;
using PeeringServer.Peerstream.Tests.Messages;
using PeeringServer.Peerstream.Tests.Scripted;

namespace PeeringServer.Peerstream.Tests.Transcripts;

/// <summary>
/// One call of a transcript while it is played. Messages of one sort must come in the order recorded; sorts come in no
/// fixed order, as between real servers: subscriptions, acknowledgements, each resource, heartbeats.
/// </summary>
internal sealed class RecordedCall(WireCall wire, Placeholders placeholders) : IAsyncDisposable
{
    public const string StreamType = "hashicorp.consul.internal.peerstream.ReplicationMessage";

    private const string HeartbeatSort = "heartbeat";

    private readonly List<JsonNode> _arrived = [];
    private uint _nonces;
    private string? _end;
    private bool _lacksHeartbeat;

    public WireCall Wire => wire;

    /// <summary>Whether anything came that was expected.</summary>
    public bool IsAnswered { get; private set; }

    /// <summary>Whether this side ended it.</summary>
    public bool IsOver { get; set; }

    /// <summary>What came and was never recorded. The clock of a transcript is not exact enough to count the last heartbeat.</summary>
    public IEnumerable<string> Unexpected => _arrived.Where(static message => Sort(message) != HeartbeatSort).Select(static message => message.ToJsonString());

    /// <summary>How the next message of the recorded one's sort differs from it, or null.</summary>
    public async Task<string?> DifferenceAsync(JsonNode recorded, string type)
    {
        while (true)
        {
            if (_arrived.FirstOrDefault(message => Sort(message) == Sort(recorded)) is { } message)
            {
                _arrived.Remove(message);
                IsAnswered = true;
                return placeholders.Difference(WithoutNonce(recorded), WithoutNonce(message));
            }

            if (_end is not null)
            {
                // The last heartbeat is due at the very time at which the other side's patience ends.
                return Sort(recorded) == HeartbeatSort && !_lacksHeartbeat && (_lacksHeartbeat = true) ? null : $"ended by {_end}, recorded {recorded.ToJsonString()}";
            }

            await ReadAsync(type);
        }
    }

    /// <summary>Reads to the end, and says how it was.</summary>
    public async Task<string> EndAsync(string type = StreamType)
    {
        while (_end is null)
        {
            await ReadAsync(type);
        }

        return _end;
    }

    public ValueTask DisposeAsync() => wire.DisposeAsync();

    private async Task ReadAsync(string type)
    {
        var read = await wire.ReadAsync();
        if (read.Bytes is null)
        {
            _end = read.End;
            return;
        }

        var message = MessageJson.Format(MessageJson.Parse(type, read.Bytes));
        if (message["response"] is { } response)
        {
            ((string?)response["Nonce"]).Should().Be((++_nonces).ToString("x8", CultureInfo.InvariantCulture));
        }

        _arrived.Add(message);
    }

    private static string Sort(JsonNode message) => message switch
    {
        _ when message["request"] is { } request => request["ResponseNonce"] is null && request["Error"] is null ? "subscription" : "acknowledgement",
        _ when message["response"] is { } response => $"{response["ResourceURL"]} {response["ResourceID"]}",
        _ when message["heartbeat"] is not null => HeartbeatSort,
        _ when message["terminated"] is not null => "terminated",
        _ => "answer",
    };

    /// <summary>A resource's number follows from the order in which resources came, which is not fixed; it is checked by itself.</summary>
    private static JsonNode WithoutNonce(JsonNode message)
    {
        var copy = message.DeepClone();
        copy["response"]?.AsObject().Remove("Nonce");
        return copy;
    }
}
