using PeeringServer.Core.Acl.Policies;

namespace PeeringServer.Core.Acl.Tokens;

/// <summary>A token as it is shown to one caller.</summary>
/// <param name="Token">The token.</param>
/// <param name="SecretId">Its secret, or what stands for it where the caller may not see it.</param>
/// <param name="Policies">Its policies as they are now.</param>
internal sealed record AclTokenView(AclToken Token, string SecretId, IReadOnlyList<AclPolicy> Policies)
{
    /// <summary>Secrets must not reach a log by way of a record's default text.</summary>
    public override string ToString() => Token.ToString();
}
