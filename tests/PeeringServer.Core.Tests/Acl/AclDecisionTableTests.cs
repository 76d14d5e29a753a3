using PeeringServer.Core.Acl;
using PeeringServer.Core.Acl.Policies;
using PeeringServer.Core.Acl.Tokens;

namespace PeeringServer.Core.Tests.Acl;

/// <summary>Every combination of rules for peering and operator, default policy and kind of token, against expectations that are written out.</summary>
public sealed class AclDecisionTableTests
{
    private const string NotFound = "ACL not found";

    /// <summary>Rule for peering, rule for operator (- for none); what a caller may then do with peerings where the default is allow, and where it is deny.</summary>
    private const string Expectations =
        """
        -      -      write  none
        -      deny   none   none
        -      read   read   read
        -      write  write  write
        deny   -      none   none
        deny   deny   none   none
        deny   read   none   none
        deny   write  none   none
        read   -      read   read
        read   deny   read   read
        read   read   read   read
        read   write  read   read
        write  -      write  write
        write  deny   write  write
        write  read   write  write
        write  write  write  write
        """;

    public enum TokenKind
    {
        /// <summary>One policy with both rules.</summary>
        OnePolicy,

        /// <summary>The same in JSON.</summary>
        JsonPolicy,

        /// <summary>A policy for each rule.</summary>
        TwoPolicies,

        /// <summary>The anonymous token, given the policy.</summary>
        Anonymous,

        /// <summary>The policy, and an identity of a service beside it.</summary>
        WithIdentity,

        /// <summary>The policy, which holds in another datacenter only: as without rules.</summary>
        PolicyElsewhere,

        /// <summary>The policy, which was deleted since: as without rules.</summary>
        PolicyDeleted,

        /// <summary>The policy beside that of all permissions.</summary>
        Management,

        /// <summary>The policy, but the time is over.</summary>
        Expired,

        /// <summary>The policy, but the accessor is sent for the secret.</summary>
        AccessorAsSecret,
    }

    public static TheoryData<string, string, bool, TokenKind, string> Combinations()
    {
        var data = new TheoryData<string, string, bool, TokenKind, string>();
        foreach (var row in Expectations.Split('\n'))
        {
            var cells = row.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            foreach (var kind in Enum.GetValues<TokenKind>())
            {
                data.Add(cells[0], cells[1], true, kind, Expected(kind, cells[0], cells[2], unruled: "write"));
                data.Add(cells[0], cells[1], false, kind, Expected(kind, cells[0], cells[3], unruled: "none"));
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public void Caller_WithRules_MayDoWhatTheTableSays(string peering, string operatorRule, bool allowsByDefault, TokenKind kind, string expected)
    {
        using var cluster = new AclTestCluster(allowsByDefault ? AclDefaultPolicy.Allow : AclDefaultPolicy.Deny);

        var secret = SecretOf(cluster, kind, peering, operatorRule);

        May(cluster.Access.Caller(secret)).Should().Be(expected);
    }

    [Fact]
    public void Table_ForItself_HoldsEveryCombinationOnce() =>
        Expectations.Split('\n').Select(static row => row[..14]).Should().OnlyHaveUniqueItems().And.HaveCount(4 * 4);

    private static string Expected(TokenKind kind, string peering, string ruled, string unruled) => kind switch
    {
        TokenKind.PolicyElsewhere or TokenKind.PolicyDeleted => unruled,
        TokenKind.Expired or TokenKind.AccessorAsSecret => NotFound,
        // Management writes peerings; beside it only a denial counts, and that of operator does not reach so far.
        TokenKind.Management => peering == "deny" ? "none" : "write",
        _ => ruled,
    };

    private static string SecretOf(AclTestCluster cluster, TokenKind kind, string peering, string operatorRule)
    {
        var both = Hcl("peering", peering) + Hcl("operator", operatorRule);
        switch (kind)
        {
            case TokenKind.JsonPolicy:
                var rules = new[] { Json("peering", peering), Json("operator", operatorRule) }.Where(static rule => rule.Length > 0);
                return cluster.AddToken(cluster.AddPolicy($"{{{string.Join(',', rules)}}}")).SecretId;
            case TokenKind.TwoPolicies:
                return cluster.AddToken(cluster.AddPolicy(Hcl("peering", peering)), cluster.AddPolicy(Hcl("operator", operatorRule))).SecretId;
            case TokenKind.Anonymous:
                var anonymous = new AclTokenDraft { AccessorId = AclConstants.AnonymousAccessor, Policies = AclTestCluster.Links(cluster.AddPolicy(both)) };
                return cluster.Access.Tokens.Update(anonymous, cluster.Manager).SecretId;
            case TokenKind.WithIdentity:
                return cluster.Access.Tokens.Create(
                    new AclTokenDraft { Policies = AclTestCluster.Links(cluster.AddPolicy(both)), ServiceIdentities = [new("web", [])] },
                    cluster.Manager).SecretId;
            case TokenKind.PolicyElsewhere:
                return cluster.AddToken(cluster.Access.Policies.Set(new AclPolicyDraft("", "elsewhere", "", both, ["dc9"]), cluster.Manager)).SecretId;
            case TokenKind.PolicyDeleted:
                var policy = cluster.AddPolicy(both);
                var orphan = cluster.AddToken(policy);
                cluster.Access.Policies.Delete(policy.Id, cluster.Manager).Should().BeTrue();
                return orphan.SecretId;
            case TokenKind.Management:
                return cluster.AddToken(cluster.AddPolicy(both), cluster.Table.FindPolicy(AclBuiltinPolicies.GlobalManagementId)!).SecretId;
            case TokenKind.Expired:
                var draft = new AclTokenDraft { Policies = AclTestCluster.Links(cluster.AddPolicy(both)), ExpirationTtl = Core.GoText.GoDuration.Hour };
                var expiring = cluster.Access.Tokens.Create(draft, cluster.Manager);
                cluster.Clock.Advance(TimeSpan.FromMinutes(61));
                return expiring.SecretId;
            case TokenKind.AccessorAsSecret:
                return cluster.AddToken(cluster.AddPolicy(both)).AccessorId;
            default:
                return cluster.AddToken(cluster.AddPolicy(both)).SecretId;
        }
    }

    private static string May(IAuthorizer caller)
    {
        var refusals = new[] { AclPermission.PeeringRead, AclPermission.PeeringWrite }.Select(permission => RefusalOf(caller, permission)).ToArray();
        return refusals switch
        {
            [NotFound, NotFound] => NotFound,
            ["", ""] => "write",
            ["", _] => "read",
            [_, ""] => "write without read",
            _ => "none",
        };
    }

    private static string RefusalOf(IAuthorizer caller, AclPermission permission)
    {
        try
        {
            caller.Require(permission);
            return "";
        }
        catch (RefusalException refusal)
        {
            refusal.Kind.Should().Be(RefusalKind.Denied);
            return refusal.Message;
        }
    }

    private static string Hcl(string resource, string level) => level == "-" ? "" : $"{resource} = \"{level}\"\n";

    private static string Json(string resource, string level) => level == "-" ? "" : $"\"{resource}\":\"{level}\"";
}
