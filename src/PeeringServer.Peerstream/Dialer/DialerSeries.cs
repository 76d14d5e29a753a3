using System.Collections.Immutable;
using PeeringServer.Core.Peerings;
using PeeringServer.Peerstream.Grpc;

namespace PeeringServer.Peerstream.Dialer;

/// <summary>
/// One series of attempts: the waits grow over it, and it keeps the secret and the authorities it began with, whatever is
/// imported or established meanwhile. Only addresses are taken up as they come.
/// </summary>
internal sealed class DialerSeries
{
    private ImmutableArray<string> _addresses = [];
    private int _next;
    private int _failures;
    private bool _hasBegun;

    public string Secret { get; private set; } = "";

    public ImmutableArray<string> CaPems { get; private set; } = [];

    /// <summary>Takes in what the series goes by; only the first time counts.</summary>
    public void Begin(Peering peering, string secret)
    {
        if (_hasBegun)
        {
            return;
        }

        _hasBegun = true;
        Secret = secret;
        CaPems = peering.PeerCaPems;
    }

    /// <summary>One address after the other; a new list is begun at its first. Null where there is none.</summary>
    public string? Next(ImmutableArray<string> addresses)
    {
        if (!addresses.SequenceEqual(_addresses, StringComparer.Ordinal))
        {
            _addresses = addresses;
            _next = 0;
        }

        return _addresses.IsEmpty ? null : _addresses[_next++ % _addresses.Length];
    }

    /// <summary>Counts a failure, and says how long to wait after it.</summary>
    public TimeSpan Fail(GrpcStatusCode code) => RetryDelay.After(++_failures, code);
}
