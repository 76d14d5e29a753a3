using Microsoft.Extensions.Logging;

namespace PeeringServer.Core.Acl;

/// <summary>The caller of one request to a cluster with access control. The secret is resolved anew at each question: a changed policy holds at once.</summary>
internal sealed partial class AclCaller(string secret, AclResolver resolver, ILogger logger) : IAuthorizer
{
    public void RequireToken()
    {
        try
        {
            resolver.Resolve(secret);
        }
        catch (RefusalException refusal)
        {
            Log.Stranger(logger, refusal.Message);
            throw;
        }
    }

    public void Require(AclPermission permission)
    {
        var identity = Resolve(permission);
        if (!identity.Allows(permission))
        {
            Log.Refused(logger, identity.AccessorId, permission);
            throw new RefusalException(RefusalKind.Denied, AclConstants.Denied(identity.AccessorId, permission));
        }
    }

    public bool Allows(AclPermission permission) => Resolve(permission).Allows(permission);

    private AclIdentity Resolve(AclPermission permission)
    {
        try
        {
            return resolver.Resolve(secret);
        }
        catch (RefusalException refusal)
        {
            Log.Unknown(logger, permission, refusal.Message);
            throw;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "refused: token with accessor {Accessor} lacks permission {Permission}")]
        public static partial void Refused(ILogger logger, string accessor, AclPermission permission);

        [LoggerMessage(2, LogLevel.Information, "refused: {Permission} was asked for with a token that cannot be resolved: {Reason}")]
        public static partial void Unknown(ILogger logger, AclPermission permission, string reason);

        [LoggerMessage(3, LogLevel.Information, "refused: a list was asked for with a token that cannot be resolved: {Reason}")]
        public static partial void Stranger(ILogger logger, string reason);
    }
}
