using PeeringServer.Core.Tokens;

namespace PeeringServer.Core.Peerings;

/// <summary>The dialer's side of the exchange, as far as establishing needs it.</summary>
internal interface IPeeringDialer
{
    /// <summary>Hands the establishment secret of a token to the acceptor, through one address after the other until the time for it is over.</summary>
    /// <param name="token">The token, with the addresses to go through.</param>
    /// <param name="cancellation">The client left, or the server stops.</param>
    /// <returns>The stream secret.</returns>
    /// <exception cref="RefusalException">The acceptor refuses, or none of the addresses led anywhere; the text lists every try.</exception>
    Task<string> ExchangeSecretAsync(PeeringToken token, CancellationToken cancellation);
}
