using PeeringServer.Core.Acl;
using PeeringServer.Core.Acl.Policies;
using PeeringServer.Core.Acl.Tokens;
using PeeringServer.Core.State;

namespace PeeringServer.Core.Tests.Acl;

public sealed class AclResolverTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private readonly AclTestCluster _cluster = new(configure: static acl => acl with { AgentRecoveryToken = "recovery-secret" });

    public void Dispose() => _cluster.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("anonymous")]
    public void Secret_OfNobodyInParticular_IsAnonymous(string secret) => Refusal(secret, AclPermission.PeeringRead).Should().Be(
        "Permission denied: anonymous token lacks permission 'peering:read'. The anonymous token is used implicitly when a request does not specify a token.");

    [Theory]
    [InlineData("unknown", RefusalKind.Denied, "ACL not found")]
    [InlineData(AclConstants.AnonymousAccessor, RefusalKind.Denied, "ACL not found")]
    [InlineData("manage", RefusalKind.Invalid, "Cannot resolve root ACL")]
    public void Secret_OfNobody_IsRefused(string secret, RefusalKind kind, string message) => _cluster.Access.Caller(secret)
        .Invoking(static caller => caller.Require(AclPermission.PeeringRead)).Should().Throw<RefusalException>().WithMessage(message).Which.Kind.Should().Be(kind);

    [Fact]
    public void Refusal_OfANamedThing_NamesIt() => Refusal(_cluster.AddToken().SecretId, new AclPermission("service", "write", "web")).Should()
        .MatchRegex("^Permission denied: token with AccessorID '[0-9a-f-]{36}' lacks permission 'service:write' on \"web\"$");

    [Fact]
    public void RecoveryToken_WithoutBeingStored_WritesItsAgent()
    {
        var caller = _cluster.Access.Caller("recovery-secret");

        caller.Allows(new AclPermission("agent", "write", "alpha")).Should().BeTrue();
        caller.Allows(new AclPermission("agent", "write", "other")).Should().BeFalse();
        Refusal("recovery-secret", AclPermission.PeeringRead).Should().Be("Permission denied: token with AccessorID 'agent-recovery:alpha' lacks permission 'peering:read'");
    }

    [Theory]
    [InlineData("secret", "secret", true)]
    [InlineData("secret", "Secret", false)]
    [InlineData("secret", "secreT", false)]
    [InlineData("secret", "secret ", false)]
    [InlineData("", "", true)]
    public void Comparer_OfSecrets_IsExact(string left, string right, bool expected) => AclSecretComparer.Instance.Equals(left, new string(right.AsSpan())).Should().Be(expected);

    [Fact]
    public void ChangedPolicy_ForACallerThatExists_HoldsAtOnce()
    {
        var policy = _cluster.AddPolicy("peering = \"write\"", "p");
        var caller = _cluster.Access.Caller(_cluster.AddToken(policy).SecretId);
        caller.Allows(AclPermission.PeeringWrite).Should().BeTrue();

        _cluster.Access.Policies.Set(new AclPolicyDraft(policy.Id, "p", "", "peering = \"read\"", null), _cluster.Manager);

        caller.Allows(AclPermission.PeeringRead).Should().BeTrue();
        caller.Allows(AclPermission.PeeringWrite).Should().BeFalse();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task BlockedQuery_WhosePermissionWent_ShowsNothing(bool isList)
    {
        var policy = _cluster.AddPolicy("peering = \"read\"", "p");
        var caller = _cluster.Access.Caller(_cluster.AddToken(policy).SecretId);
        var first = _cluster.Cluster.Peerings.Put(new Core.Peerings.Peering { Id = Guid.NewGuid().ToString(), Name = "a" });
        var query = new QueryOptions(first.ModifyIndex, TimeSpan.FromMinutes(5));
        var reader = _cluster.Cluster.Reader;
        var read = isList ? (Task)reader.ListAsync(query, caller, default).AsTask() : reader.ReadAsync("a", query, caller, default).AsTask();
        await _cluster.Clock.WhenTimersPendingAsync(1).WaitAsync(Deadline);

        _cluster.Access.Policies.Set(new AclPolicyDraft(policy.Id, "p", "", "", null), _cluster.Manager);
        read.IsCompleted.Should().BeFalse();
        _cluster.Cluster.Peerings.Put(first);

        (await FluentActions.Awaiting(() => read.WaitAsync(Deadline)).Should().ThrowAsync<RefusalException>()).Which.Message.Should().Contain("lacks permission 'peering:read'");
    }

    [Fact]
    public async Task BlockedQuery_WhoseTokenWasDeleted_ShowsNothing()
    {
        var token = _cluster.AddToken(_cluster.AddPolicy("peering = \"read\""));
        var caller = _cluster.Access.Caller(token.SecretId);
        var first = _cluster.Cluster.Peerings.Put(new Core.Peerings.Peering { Id = Guid.NewGuid().ToString(), Name = "a" });
        var read = _cluster.Cluster.Reader.ReadAsync("a", new QueryOptions(first.ModifyIndex, TimeSpan.FromMinutes(5)), caller, default).AsTask();
        await _cluster.Clock.WhenTimersPendingAsync(1).WaitAsync(Deadline);

        _cluster.Access.Tokens.Delete(token.AccessorId, AclTestCluster.Management, _cluster.Manager);
        _cluster.Cluster.Peerings.Put(first);

        (await FluentActions.Awaiting(() => read.WaitAsync(Deadline)).Should().ThrowAsync<RefusalException>()).Which.Message.Should().Be("ACL not found");
    }

    [Fact]
    public async Task ExpiryWorker_AtATokensTime_RemovesIt()
    {
        using var worker = _cluster.Access.ExpiryWorker();
        await worker.StartAsync(default);
        var token = _cluster.Access.Tokens.Create(new AclTokenDraft { ExpirationTtl = Core.GoText.GoDuration.Hour }, _cluster.Manager);
        await _cluster.Clock.WhenTimersPendingAsync(1).WaitAsync(Deadline);
        using var lease = _cluster.Cluster.State.Watch(Topic.AclTokens);

        _cluster.Clock.Advance(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1));

        (await lease.Changed.WaitAsync(Deadline)).Acl.FindToken(token.AccessorId).Should().BeNull();
        await worker.StopAsync(default).WaitAsync(Deadline);
    }

    private string Refusal(string secret, AclPermission permission) =>
        _cluster.Access.Caller(secret).Invoking(caller => caller.Require(permission)).Should().Throw<RefusalException>().Which.Message;
}
