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
        // Files are read and deleted outside of the write: a slow disk must not hold up every other one.
        var given = ReadResetIndex();
        var isReset = false;
        try
        {
            var token = state.Write(transaction =>
            {
                var table = transaction.Snapshot.Acl;
                if (table.BootstrapIndex != 0)
                {
                    RequireReset(given, table.BootstrapIndex);
                    isReset = true;
                }

                return Create(transaction, secret);
            });
            Log.Done(logger, token.AccessorId);
            return token;
        }
        finally
        {
            // Once it was good it goes, whatever came of it: it must not lie about for the next time.
            if (isReset)
            {
                DeleteResetFile();
            }
        }
    }

    private AclToken Create(StateTransaction transaction, string secret)
    {
        var table = transaction.Snapshot.Acl;
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
    }

    private static void RequireReset(ulong given, ulong resetIndex)
    {
        if (given == 0)
        {
            // The status comes from these words: Consul's server does not know it, its HTTP side looks for them.
            throw new RefusalException(RefusalKind.Denied, string.Create(CultureInfo.InvariantCulture, $"Permission denied: ACL bootstrap no longer allowed (reset index: {resetIndex})"));
        }

        if (given != resetIndex)
        {
            throw new RefusalException(RefusalKind.Invalid, string.Create(CultureInfo.InvariantCulture, $"Invalid bootstrap reset index (specified {given}, reset index: {resetIndex})"));
        }
    }

    private string? ResetPath => options.DataDirectory is { } folder ? Path.Combine(folder, ResetFile) : null;

    /// <summary>What the file says; 0 where there is none that can be read.</summary>
    private ulong ReadResetIndex()
    {
        try
        {
            return ResetPath is { } path && File.Exists(path) && ulong.TryParse(File.ReadAllText(path).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : 0;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Log.Unreadable(logger, ResetPath, fault.Message);
            return 0;
        }
    }

    private void DeleteResetFile()
    {
        try
        {
            File.Delete(ResetPath!);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Log.NotDeleted(logger, ResetPath, fault.Message);
        }
    }

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

        [LoggerMessage(2, LogLevel.Warning, "{File} cannot be read, and counts as missing: {Reason}")]
        public static partial void Unreadable(ILogger logger, string? file, string reason);

        [LoggerMessage(3, LogLevel.Error, "{File} was used, and cannot be deleted: {Reason}")]
        public static partial void NotDeleted(ILogger logger, string? file, string reason);
    }
}
