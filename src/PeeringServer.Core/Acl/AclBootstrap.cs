using System.Globalization;
using Microsoft.Extensions.Logging;
using PeeringServer.Core.Acl.Policies;
using PeeringServer.Core.Acl.Tokens;
using PeeringServer.Core.State;

namespace PeeringServer.Core.Acl;

/// <summary>Makes the first management token, once; and once more for who proves access to the data folder.</summary>
internal sealed partial class AclBootstrap(ClusterState state, ClusterOptions options, TimeProvider clock, ILogger<AclBootstrap> logger)
{
    private const string ResetFile = "acl-bootstrap-reset";

    /// <param name="secret">The secret it is to have; empty for a random one.</param>
    /// <exception cref="RefusalException">There was a first token before, or the secret is no UUID or is in use.</exception>
    public AclToken Run(string secret)
    {
        var token = state.Write(transaction =>
        {
            var table = transaction.Snapshot.Acl;
            if (table.BootstrapIndex != 0)
            {
                RequireReset(table.BootstrapIndex);
            }

            ValidateSecret(table, secret);
            var created = new AclToken
            {
                AccessorId = AclUuid.New(),
                SecretId = secret.Length > 0 ? secret : AclUuid.NewSecret(),
                Description = "Bootstrap Token (Global Management)",
                PolicyIds = [AclBuiltinPolicies.GlobalManagementId],
                CreateTime = clock.GetUtcNow(),
                CreateIndex = transaction.Index,
                ModifyIndex = transaction.Index,
            };
            transaction.Set(transaction.Snapshot with { Acl = table.With(created) with { BootstrapIndex = transaction.Index } });
            transaction.Touch(Topic.AclTokens);
            return created;
        });
        Log.Done(logger, token.AccessorId);
        return token;
    }

    private void RequireReset(ulong resetIndex)
    {
        var given = ReadResetIndex();
        if (given == 0)
        {
            // The status comes from these words: Consul's server does not know it, its HTTP side looks for them.
            throw new RefusalException(RefusalKind.Denied, string.Create(CultureInfo.InvariantCulture, $"Permission denied: ACL bootstrap no longer allowed (reset index: {resetIndex})"));
        }

        if (given != resetIndex)
        {
            throw new RefusalException(RefusalKind.Invalid, string.Create(CultureInfo.InvariantCulture, $"Invalid bootstrap reset index (specified {given}, reset index: {resetIndex})"));
        }

        File.Delete(ResetPath!);
    }

    private string? ResetPath => options.DataDirectory is { } folder ? Path.Combine(folder, ResetFile) : null;

    private ulong ReadResetIndex() =>
        ResetPath is { } path && File.Exists(path) && ulong.TryParse(File.ReadAllText(path).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : 0;

    private static void ValidateSecret(AclTable table, string secret)
    {
        if (secret.Length == 0)
        {
            return;
        }

        if (AclUuid.FaultOf(secret) is { } fault)
        {
            throw new RefusalException(RefusalKind.Invalid, fault);
        }

        if (table.FindToken(secret) is not null || table.FindTokenBySecret(secret) is not null)
        {
            throw new RefusalException(RefusalKind.Invalid, "Provided token cannot be used because a token with that secret already exists.");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "ACL bootstrap completed: made the management token with accessor {Accessor}")]
        public static partial void Done(ILogger logger, string accessor);
    }
}
