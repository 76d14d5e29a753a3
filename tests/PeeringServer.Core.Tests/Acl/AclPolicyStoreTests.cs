using PeeringServer.Core.Acl;
using PeeringServer.Core.Acl.Policies;

namespace PeeringServer.Core.Tests.Acl;

public sealed class AclPolicyStoreTests : IDisposable
{
    private readonly AclTestCluster _cluster = new();

    private AclPolicyStore Policies => _cluster.Access.Policies;

    public void Dispose() => _cluster.Dispose();

    [Theory]
    [InlineData("a", true)]
    [InlineData("a/b", true)]
    [InlineData("A_b-9/", true)]
    [InlineData("/a", false)]
    [InlineData("a/b/c", false)]
    [InlineData("a b", false)]
    [InlineData("builtin/mine", false)]
    public void Name_ForPolicies_FollowsConsulsRules(string name, bool valid) => AclPolicyName.IsValid(name).Should().Be(valid);

    [Fact]
    public void Set_WithANameInUse_IsRefusedWhateverTheCase()
    {
        var first = _cluster.AddPolicy("", "one");
        _cluster.AddPolicy("", "two");

        Refusal(() => Set("", "ONE", "")).Should().Be("Invalid Policy: A Policy with Name \"ONE\" already exists");
        Refusal(() => Set(first.Id, "two", "")).Should().Be("Invalid Policy: A policy with name \"two\" already exists");
    }

    [Fact]
    public void Set_OfAnId_RenamesAndKeepsTheCreateIndex()
    {
        var before = _cluster.AddPolicy("", "before");

        var after = Set(before.Id, "after", "peering = \"read\"");

        after.CreateIndex.Should().Be(before.CreateIndex);
        after.ModifyIndex.Should().BeGreaterThan(before.ModifyIndex);
        _cluster.Table.FindPolicyByName("before").Should().BeNull();
        _cluster.Table.FindPolicyByName("AFTER").Should().Be(after);
    }

    [Theory]
    [InlineData("", "", "", "Invalid Policy: no Name is set")]
    [InlineData("", "a b", "", "Invalid Policy: invalid Name. Only alphanumeric characters, a single '/', '-' and '_' are allowed")]
    [InlineData("nonsense", "a", "", "Policy ID invalid UUID")]
    [InlineData("aaaaaaaa-2222-3333-4444-555555555555", "a", "", "cannot find policy aaaaaaaa-2222-3333-4444-555555555555")]
    [InlineData(AclBuiltinPolicies.GlobalManagementId, "global-management", "", "Changing the Rules for the builtin global-management policy is not permitted")]
    [InlineData("", "", "peering = \"x\"", "Invalid Policy: no Name is set")]
    public void Set_OfWhatCannotBe_IsRefused(string id, string name, string rules, string message) => Refusal(() => Set(id, name, rules)).Should().Be(message);

    [Fact]
    public void Delete_OfAPolicy_TakesItFromItsTokens()
    {
        var policy = _cluster.AddPolicy("peering = \"read\"");
        var token = _cluster.AddToken(policy);
        _cluster.Access.Caller(token.SecretId).Allows(AclPermission.PeeringRead).Should().BeTrue();

        Policies.Delete(policy.Id, _cluster.Manager).Should().BeTrue();

        _cluster.Access.Caller(token.SecretId).Allows(AclPermission.PeeringRead).Should().BeFalse();
        _cluster.Table.PoliciesOf(token).Should().BeEmpty();
    }

    [Fact]
    public void Delete_OfConsulsOwn_IsRefused()
    {
        Refusal(() => Policies.Delete(AclBuiltinPolicies.GlobalReadOnlyId, _cluster.Manager)).Should().Be("Delete operation not permitted on the builtin builtin/global-read-only policy");
        Refusal(() => Policies.Delete("nonsense", _cluster.Manager)).Should().Be("failed acl policy lookup: index error: UUID must be 36 characters");
        Policies.Delete("aaaaaaaa-2222-3333-4444-555555555555", _cluster.Manager).Should().BeFalse();
    }

    [Fact]
    public void Builtin_ForReading_ReadsEverythingAndWritesNothing()
    {
        var reader = _cluster.Access.Caller(_cluster.AddToken(_cluster.Table.FindPolicy(AclBuiltinPolicies.GlobalReadOnlyId)!).SecretId);
        string[] resources = ["acl", "agent", "event", "identity", "intention", "key", "keyring", "mesh", "node", "operator", "peering", "query", "service", "session"];

        resources.Should().OnlyContain(resource => reader.Allows(new AclPermission(resource, "read", "x")) && !reader.Allows(new AclPermission(resource, "write", "x")));
        resources.Should().OnlyContain(resource => _cluster.Manager.Allows(new AclPermission(resource, "write", "x")));
    }

    [Fact]
    public void DefaultAllow_ForAccessControlItself_GrantsNothing()
    {
        using var cluster = new AclTestCluster(AclDefaultPolicy.Allow);

        cluster.Access.Caller("").Allows(AclPermission.PeeringWrite).Should().BeTrue();
        cluster.Access.Caller("").Allows(AclPermission.AclRead).Should().BeFalse();
    }

    private AclPolicy Set(string id, string name, string rules) => Policies.Set(new AclPolicyDraft(id, name, "", rules, null), _cluster.Manager);

    private static string Refusal(Func<object?> act) => FluentActions.Invoking(act).Should().Throw<RefusalException>().Which.Message;
}
