using PeeringServer.Core;
using PeeringServer.Core.Peerings;
using PeeringServer.Core.Tokens;

namespace PeeringServer.Hosting;

/// <summary>Without the peering protocol no address leads anywhere, and the answer says so.</summary>
internal sealed class UnreachableDialer : IPeeringDialer
{
    public Task<string> ExchangeSecretAsync(PeeringToken token, CancellationToken cancellation)
    {
        var addresses = token.ManualServerAddresses.IsEmpty ? token.ServerAddresses : token.ManualServerAddresses;
        var tries = addresses.Select(static address =>
            $"\n\t* failed to exchange peering secret through address \"{address}\": rpc error: code = Unavailable desc = connection error: desc = \"transport: Error while dialing: dial tcp {address}: connect: connection refused\"");
        var count = addresses.Length == 1 ? "1 error" : $"{addresses.Length} errors";
        throw new RefusalException(RefusalKind.Unavailable, $"{count} occurred:{string.Concat(tries)}\n\n");
    }
}
