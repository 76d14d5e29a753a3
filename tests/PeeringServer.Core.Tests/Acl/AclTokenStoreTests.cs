using PeeringServer.Core.Acl;
using PeeringServer.Core.Acl.Tokens;
using PeeringServer.Core.GoText;

namespace PeeringServer.Core.Tests.Acl;

public sealed class AclTokenStoreTests : IDisposable
{
    private const string Chosen = "aaaaaaaa-2222-3333-4444-555555555555";

    private readonly AclTestCluster _cluster = new();

    private AclTokenStore Tokens => _cluster.Access.Tokens;

    public void Dispose() => _cluster.Dispose();

    [Theory]
    [InlineData("not-a-uuid", "", "Invalid Token: AccessorID - not a valid UUID")]
    [InlineData("00000000-0000-0000-0000-0000000000aa", "", "Invalid Token: AccessorID - UUIDs with the prefix \"00000000-0000-0000-0000-0000000000\" are reserved")]
    [InlineData("", "not-a-uuid", "Invalid Token: SecretID - not a valid UUID")]
    [InlineData(Chosen, Chosen + "x", "Invalid Token: SecretID - not a valid UUID")]
    public void Create_WithAnIdThatCannotBe_IsRefused(string accessor, string secret, string message) =>
        Refusal(() => Tokens.Create(new AclTokenDraft { AccessorId = accessor, SecretId = secret }, _cluster.Manager)).Should().Be(message);

    [Fact]
    public void Create_WithAnIdInUse_IsRefused()
    {
        var token = Tokens.Create(new AclTokenDraft { AccessorId = Chosen }, _cluster.Manager);

        Refusal(() => Tokens.Create(new AclTokenDraft { AccessorId = Chosen }, _cluster.Manager)).Should().Be("Invalid Token: AccessorID is already in use");
        Refusal(() => Tokens.Create(new AclTokenDraft { SecretId = token.SecretId }, _cluster.Manager)).Should().Be("Invalid Token: SecretID is already in use");
    }

    [Theory]
    [InlineData(-GoDuration.Second, "Token Expiration TTL '-1s' should be > 0")]
    [InlineData(GoDuration.Second, "ExpirationTime cannot be less than 1m0s in the future (was 1s)")]
    [InlineData(25 * GoDuration.Hour, "ExpirationTime cannot be more than 24h0m0s in the future (was 25h0m0s)")]
    public void Create_WithATimeToLiveOutOfBounds_IsRefused(long ttl, string message) =>
        Refusal(() => Tokens.Create(new AclTokenDraft { ExpirationTtl = ttl }, _cluster.Manager)).Should().Be(message);

    [Fact]
    public void Create_WithLinksToNothing_IsRefused()
    {
        Refusal(() => Tokens.Create(new AclTokenDraft { Policies = [new AclLink("", "nope")] }, _cluster.Manager)).Should().Be("No such ACL policy with name \"nope\"");
        Refusal(() => Tokens.Create(new AclTokenDraft { Policies = [new AclLink(Chosen, "")] }, _cluster.Manager)).Should().Be($"No such ACL policy with ID \"{Chosen}\"");
        Refusal(() => Tokens.Create(new AclTokenDraft { Roles = [new AclLink("", "nope")] }, _cluster.Manager)).Should().Be("No such ACL role with name \"nope\"");
    }

    [Fact]
    public void Create_ForWhoMayNot_IsRefusedBeforeAnythingElse() =>
        Refusal(() => Tokens.Create(new AclTokenDraft { AccessorId = "nonsense" }, _cluster.Access.Caller(""))).Should().Contain("lacks permission 'acl:write'");

    [Fact]
    public void Create_WithTheSameContent_HashesTheSame()
    {
        var policy = _cluster.AddPolicy("peering = \"read\"");

        _cluster.AddToken(policy).Hash.Should().Equal(_cluster.AddToken(policy).Hash).And.NotEqual(_cluster.AddToken().Hash);
    }

    [Fact]
    public void Update_OfAToken_KeepsWhatCannotChange()
    {
        var token = Tokens.Create(new AclTokenDraft { Description = "before", ExpirationTtl = GoDuration.Hour }, _cluster.Manager);

        var updated = Tokens.Update(new AclTokenDraft { AccessorId = token.AccessorId.ToUpperInvariant(), Description = "after" }, _cluster.Manager);

        updated.Should().BeEquivalentTo(token with { Description = "after", ModifyIndex = updated.ModifyIndex });
        updated.ModifyIndex.Should().BeGreaterThan(token.ModifyIndex);
    }

    [Fact]
    public void Update_OfWhatCannotChange_IsRefused()
    {
        var token = _cluster.AddToken();
        var draft = new AclTokenDraft { AccessorId = token.AccessorId };

        Refusal(() => Tokens.Update(draft with { SecretId = Chosen }, _cluster.Manager)).Should().Be("Changing a token's SecretID is not permitted");
        Refusal(() => Tokens.Update(draft with { Local = true }, _cluster.Manager)).Should().Be($"Cannot toggle local mode of {token.AccessorId}");
        Refusal(() => Tokens.Update(draft with { ExpirationTtl = GoDuration.Hour }, _cluster.Manager)).Should().Be($"Cannot change expiration time of {token.AccessorId}");
        Refusal(() => Tokens.Update(draft with { AccessorId = Chosen }, _cluster.Manager)).Should().Be($"Cannot find token \"{Chosen}\"");
    }

    [Fact]
    public void Delete_OfWhatMustStay_IsRefused()
    {
        var manager = _cluster.Table.FindTokenBySecret(AclTestCluster.Management)!;

        Refusal(() => Tokens.Delete(manager.AccessorId, AclTestCluster.Management, _cluster.Manager)).Should().Be("Deletion of the request's authorization token is not permitted");
        Refusal(() => Tokens.Delete(AclConstants.AnonymousAccessor, AclTestCluster.Management, _cluster.Manager)).Should().Be("Delete operation not permitted on the anonymous token");
        Refusal(() => Tokens.Delete("nonsense", AclTestCluster.Management, _cluster.Manager)).Should().Be("Accessor ID is missing or an invalid UUID");
        Tokens.Delete(Chosen, AclTestCluster.Management, _cluster.Manager).Should().BeFalse();
    }

    [Fact]
    public void Clone_OfAToken_MayDoTheSameUnderItsOwnIds()
    {
        var original = _cluster.AddToken(_cluster.AddPolicy("peering = \"read\""));

        var clone = Tokens.Clone(original.AccessorId, "copy", _cluster.Manager);

        clone.Should().Match<AclToken>(token => token.AccessorId != original.AccessorId && token.SecretId != original.SecretId && token.Description == "copy");
        clone.PolicyIds.Should().Equal(original.PolicyIds);
    }

    [Fact]
    public void Secrets_InTheTextOfRecords_DoNotStand()
    {
        var token = _cluster.AddToken();

        string.Concat(token, new AclTokenDraft { SecretId = token.SecretId }, AclReader.View(_cluster.Table, token, showsSecret: true), _cluster.Cluster.Options)
            .Should().NotContainAny(token.SecretId, AclTestCluster.Management);
    }

    private static string Refusal(Func<object?> act) => FluentActions.Invoking(act).Should().Throw<RefusalException>().Which.Message;
}
