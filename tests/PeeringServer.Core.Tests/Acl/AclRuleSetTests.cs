using PeeringServer.Core.Acl;
using PeeringServer.Core.Acl.Rules;

namespace PeeringServer.Core.Tests.Acl;

public sealed class AclRuleSetTests
{
    private const string Services =
        """
        service_prefix "" { policy = "read" }
        service_prefix "web" { policy = "write" }
        service_prefix "web-internal" { policy = "deny" }
        service "web-internal-open" { policy = "write" intentions = "write" }
        """;

    [Theory]
    [InlineData("db", "read", "Allow")]
    [InlineData("db", "write", "Deny")]
    [InlineData("web", "write", "Allow")]
    [InlineData("web-2", "write", "Allow")]
    [InlineData("web-internal", "read", "Deny")]
    [InlineData("web-internal-x", "read", "Deny")]
    [InlineData("web-internal-open", "write", "Allow")]
    public void Decide_ForAService_TakesTheExactNameOrTheLongestStart(string name, string access, string expected) =>
        Decide(new AclPermission("service", access, name), Services).Should().Be(expected);

    [Theory]
    [InlineData("db", "read", "Allow")]
    [InlineData("db", "write", "Deny")]
    [InlineData("web", "write", "Deny")]
    [InlineData("web-internal", "read", "Deny")]
    [InlineData("web-internal-open", "write", "Allow")]
    public void Decide_ForIntentions_FollowsTheService(string name, string access, string expected) =>
        Decide(new AclPermission("intention", access, name), Services).Should().Be(expected);

    [Theory]
    [InlineData("service \"a\" { policy = \"write\" }", "Allow")]
    [InlineData("service \"a\" { policy = \"read\" }", "Default")]
    [InlineData("service_prefix \"\" { policy = \"read\" }", "Deny")]
    [InlineData("service_prefix \"\" { policy = \"read\" } service \"a\" { policy = \"write\" }", "Allow")]
    [InlineData("", "Default")]
    public void Decide_ForAnyService_LooksForOne(string rules, string expected) => Decide(AclPermission.AnyServiceWrite, rules).Should().Be(expected);

    [Theory]
    [InlineData("service_prefix \"\" { policy = \"read\" }", "Allow")]
    [InlineData("service_prefix \"\" { policy = \"read\" } service \"a\" { policy = \"deny\" }", "Deny")]
    [InlineData("service \"a\" { policy = \"read\" }", "Default")]
    public void Decide_ForAllServices_LooksForAnException(string rules, string expected) =>
        Decide(new AclPermission("service", "read", Scope: AclScope.All), rules).Should().Be(expected);

    [Theory]
    [InlineData("key_prefix \"a/\" { policy = \"write\" }", "a/b", "Allow")]
    [InlineData("key_prefix \"a/\" { policy = \"write\" } key \"a/b/c\" { policy = \"read\" }", "a/b", "Deny")]
    [InlineData("key_prefix \"a/\" { policy = \"read\" }", "a/b", "Deny")]
    [InlineData("key \"z\" { policy = \"read\" }", "a/b", "Default")]
    public void Decide_ForEverythingBelowAKey_LooksBelow(string rules, string start, string expected) =>
        Decide(new AclPermission("key", "write-prefix", start), rules).Should().Be(expected);

    [Theory]
    [InlineData("list", "list", "Allow")]
    [InlineData("list", "read", "Allow")]
    [InlineData("list", "write", "Deny")]
    [InlineData("read", "list", "Deny")]
    [InlineData("write", "list", "Allow")]
    public void Decide_ForKeys_KnowsListing(string level, string access, string expected) =>
        Decide(new AclPermission("key", access, "a"), $"key \"a\" {{ policy = \"{level}\" }}").Should().Be(expected);

    [Theory]
    [InlineData("deny", "write", "Deny")]
    [InlineData("write", "deny", "Deny")]
    [InlineData("read", "write", "Allow")]
    [InlineData("write", "read", "Allow")]
    public void Merge_OfRulesForTheSame_LetsDenyBeatWriteBeatRead(string first, string second, string write)
    {
        Decide(AclPermission.PeeringWrite, $"peering = \"{first}\"", $"peering = \"{second}\"").Should().Be(write);
        Decide(new AclPermission("service", "write", "a"), $"service \"a\" {{ policy = \"{first}\" }}", $"service \"a\" {{ policy = \"{second}\" }}").Should().Be(write);
    }

    [Fact]
    public void Decide_ForMesh_ComesDownToOperator() => Decide(new AclPermission("mesh", "write"), "operator = \"write\"").Should().Be("Allow");

    [Fact]
    public void Decide_ForALevelInUpperCase_CountsForABlockAlone()
    {
        // Consul takes the word in any case when it checks rules, but merges undivided ones by the word itself.
        Decide(AclPermission.PeeringWrite, "peering = \"WRITE\"").Should().Be("Default");
        Decide(new AclPermission("service", "write", "a"), "service \"a\" { policy = \"WRITE\" }").Should().Be("Allow");
    }

    private static string Decide(AclPermission permission, params string[] policies) =>
        AclRuleSet.Merge(policies.Select(AclRulesParser.Parse)).Decide(permission).ToString();
}
