using System.Security.Cryptography;
using System.Text;

namespace PeeringServer.Core.Peerings;

/// <summary>The life of a peering's secrets: establishment secret, pending and active stream secret.</summary>
internal sealed class PeeringSecretsStore(PeeringStore store, Func<string> newSecret)
{
    /// <summary>A new establishment secret; the older one, where there is one, is worthless from then on. Stream secrets stay.</summary>
    public string NewEstablishmentSecret() => newSecret();

    /// <summary>Takes an establishment secret in and gives a stream secret out, once.</summary>
    /// <returns>The stream secret, or null where the establishment secret is not the current one.</returns>
    public string? Exchange(string id, string establishmentSecret)
    {
        string? given = null;
        store.ChangeSecrets(id, secrets =>
        {
            if (!Same(secrets.Establishment, establishmentSecret))
            {
                return secrets;
            }

            given = newSecret();
            return secrets with { Establishment = "", PendingStream = given };
        });
        return given;
    }

    /// <summary>Takes a stream secret that a stream is opened with.</summary>
    public StreamSecretVerdict Open(string id, string streamSecret)
    {
        var verdict = StreamSecretVerdict.Wrong;
        store.ChangeSecrets(id, secrets =>
        {
            if (secrets == PeeringSecrets.None)
            {
                verdict = StreamSecretVerdict.NoneKnown;
            }
            else if (Same(secrets.ActiveStream, streamSecret))
            {
                verdict = StreamSecretVerdict.Active;
            }
            else if (Same(secrets.PendingStream, streamSecret))
            {
                verdict = StreamSecretVerdict.Promoted;
                return secrets with { ActiveStream = secrets.PendingStream, PendingStream = "" };
            }

            return secrets;
        });
        return verdict;
    }

    /// <summary>In constant time, so that answers tell nothing about how much of a guess was right.</summary>
    private static bool Same(string known, string given) =>
        known.Length > 0 && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(known), Encoding.UTF8.GetBytes(given));
}
