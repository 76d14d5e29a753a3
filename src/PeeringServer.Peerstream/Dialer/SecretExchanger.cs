using PeeringServer.Core;
using PeeringServer.Core.Peerings;
using PeeringServer.Core.Tokens;
using PeeringServer.Peerstream.Grpc;
using PeeringServer.Peerstream.Grpc.Client;
using PeeringServer.Peerstream.Messages;
using PeeringServer.Peerstream.Wire;

namespace PeeringServer.Peerstream.Dialer;

/// <summary>Hands an establishment secret to the acceptor, over a new connection for each try.</summary>
/// <param name="dialer">Makes the connections.</param>
/// <param name="clock">What it takes for the time.</param>
/// <param name="exchanged">Called each time a stream secret was got.</param>
internal sealed class SecretExchanger(PeerDialer dialer, TimeProvider clock, Action exchanged) : IPeeringDialer
{
    public async Task<string> ExchangeSecretAsync(PeeringToken token, CancellationToken cancellation)
    {
        var addresses = token.ManualServerAddresses.IsEmpty ? token.ServerAddresses : token.ManualServerAddresses;
        var started = clock.GetTimestamp();
        var failures = new List<string>();
        GrpcStatusCode? first = null;
        for (var i = 0; ; i++)
        {
            var address = addresses[i % addresses.Length];
            try
            {
                var secret = await ExchangeAsync(token, address, cancellation).ConfigureAwait(false);
                exchanged();
                return secret;
            }
            catch (GrpcException fault) when (fault.Status.Code == GrpcStatusCode.PermissionDenied)
            {
                throw new RefusalException(RefusalKind.Denied, PeerstreamTexts.MustRegenerate(fault.Status.Message));
            }
            catch (GrpcException fault)
            {
                first ??= fault.Status.Code;
                failures.Add(PeerstreamTexts.ExchangeFailed(address, fault.Message));
            }

            var pause = PeerstreamConstants.ExchangePause * (1 + (Random.Shared.NextDouble() / 4));
            await Task.Delay(pause, clock, cancellation).ConfigureAwait(false);
            if (clock.GetElapsedTime(started) >= PeerstreamConstants.ExchangeTimeout)
            {
                throw new RefusalException(KindOf(first.Value), PeerstreamTexts.ErrorList(failures));
            }
        }
    }

    private async Task<string> ExchangeAsync(PeeringToken token, string address, CancellationToken cancellation)
    {
        var target = new DialTarget(address, token.ServerName.Length == 0 ? null : token.ServerName, token.Ca);
        await using var connection = await dialer.ConnectAsync(target, cancellation).ConfigureAwait(false);
        var answer = await connection.CallAsync(
            PeerstreamConstants.ExchangeSecretPath,
            new ExchangeSecretRequest { PeerID = token.PeerId, EstablishmentSecret = token.EstablishmentSecret },
            ExchangeSecretResponse.Parser,
            cancellation).ConfigureAwait(false);
        return answer.StreamSecret;
    }

    /// <summary>Of a mixture the first counts.</summary>
    private static RefusalKind KindOf(GrpcStatusCode code) => code switch
    {
        GrpcStatusCode.Unavailable => RefusalKind.Unavailable,
        GrpcStatusCode.ResourceExhausted => RefusalKind.Exhausted,
        _ => RefusalKind.Invalid,
    };
}
