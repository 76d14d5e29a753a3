using Microsoft.Extensions.Logging.Abstractions;
using PeeringServer.Core.Acl;
using PeeringServer.Core.Acl.Policies;
using PeeringServer.Core.Acl.Tokens;
using PeeringServer.Testing;

namespace PeeringServer.Core.Tests.Acl;

/// <summary>A cluster with access control, without listeners.</summary>
internal sealed class AclTestCluster : IDisposable
{
    public const string Management = "root-secret";

    public AclTestCluster(AclDefaultPolicy defaultPolicy = AclDefaultPolicy.Deny, Func<AclOptions, AclOptions>? configure = null, string? dataDirectory = null)
    {
        var acl = new AclOptions { Enabled = true, DefaultPolicy = defaultPolicy, InitialManagementToken = Management };
        Cluster = new Cluster(
            new ClusterOptions { Acl = configure?.Invoke(acl) ?? acl, ConnectEnabled = false, NodeName = "alpha", DataDirectory = dataDirectory },
            Clock,
            NullLoggerFactory.Instance);
    }

    public VirtualTimeProvider Clock { get; } = new();

    public Cluster Cluster { get; }

    public AccessControl Access => Cluster.AccessControl;

    public AclTable Table => Cluster.State.Current.Acl;

    public IAuthorizer Manager => Access.Caller(Management);

    public AclPolicy AddPolicy(string rules, string? name = null) =>
        Access.Policies.Set(new AclPolicyDraft("", name ?? $"policy-{Table.Policies.Count}", "", rules, null), Manager);

    public AclToken AddToken(params AclPolicy[] policies) => Access.Tokens.Create(new AclTokenDraft { Policies = Links(policies) }, Manager);

    public static System.Collections.Immutable.ImmutableArray<AclLink> Links(params AclPolicy[] policies) => [.. policies.Select(static policy => new AclLink(policy.Id, ""))];

    public void Dispose() => Cluster.Dispose();
}
