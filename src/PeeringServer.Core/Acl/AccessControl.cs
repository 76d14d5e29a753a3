using Microsoft.Extensions.Logging;
using PeeringServer.Core.Acl.Policies;
using PeeringServer.Core.Acl.Tokens;
using PeeringServer.Core.State;

namespace PeeringServer.Core.Acl;

/// <summary>Access control of one cluster.</summary>
internal sealed class AccessControl(ClusterState state, BlockingQuery queries, ClusterOptions options, TimeProvider clock, ILoggerFactory loggers)
{
    private readonly AclResolver _resolver = new(state, options, clock);
    private readonly ILogger _callers = loggers.CreateLogger<AclCaller>();

    private volatile string? _defaultToken = options.Acl.DefaultToken;

    /// <summary>Secret used for requests that bring none; a configuration that is read again may change it.</summary>
    public string? DefaultToken
    {
        get => _defaultToken;
        set => _defaultToken = value;
    }

    public AclPolicyStore Policies { get; } = new(state);

    public AclTokenStore Tokens { get; } = new(state, clock);

    public AclReader Reader { get; } = new(queries, clock);

    public AclBootstrap Bootstrap { get; } = new(state, options, clock, loggers.CreateLogger<AclBootstrap>());

    /// <summary>Who sends a secret, in a cluster with access control; elsewhere everybody is allowed everything.</summary>
    /// <param name="secret">What was sent; empty for nothing.</param>
    public IAuthorizer Caller(string secret) => new AclCaller(secret, _resolver, _callers);

    public AclExpiryWorker ExpiryWorker() => new(state, Tokens, clock, loggers.CreateLogger<AclExpiryWorker>());
}
