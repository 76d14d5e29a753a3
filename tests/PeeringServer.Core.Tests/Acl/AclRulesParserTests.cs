using PeeringServer.Core.Acl.Rules;

namespace PeeringServer.Core.Tests.Acl;

public sealed class AclRulesParserTests
{
    public static TheoryData<string> Blocks => new(AclRuleKind.All.Select(static kind => kind.Key));

    public static TheoryData<string> Undivided => new(AclRuleKind.Undivided);

    [Fact]
    public void Vocabulary_IsConsulsOwn()
    {
        AclRuleKind.Undivided.Should().BeEquivalentTo("acl", "keyring", "mesh", "operator", "peering");
        AclRuleKind.All.Select(static kind => kind.Key).Should().BeEquivalentTo(
            "agent", "agent_prefix", "event", "event_prefix", "identity", "identity_prefix", "key", "key_prefix", "node", "node_prefix",
            "query", "query_prefix", "service", "service_prefix", "session", "session_prefix");
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Parse_OfEveryBlock_TakesHclAndJson(string key)
    {
        var rules = new[]
        {
            $"{key} \"web\" {{ policy = \"read\" }}",
            $"{{\"{key}\": {{\"web\": {{\"policy\": \"read\"}}}}}}",
            $"{{\"{key}\": [{{\"web\": {{\"policy\": \"read\"}}}}]}}",
            $"{key.ToUpperInvariant()} \"web\" {{ Policy = \"read\" }}",
        };

        foreach (var parsed in rules.Select(AclRulesParser.Parse))
        {
            parsed.Divided.Should().ContainSingle().Which.Should().Match<AclRule>(rule => rule.Kind.Key == key && rule.Name == "web" && rule.Level == "read");
        }
    }

    [Theory]
    [MemberData(nameof(Undivided))]
    public void Parse_OfEveryUndividedResource_TakesHclAndJson(string resource)
    {
        AclRulesParser.Parse($"{resource} = \"write\"").Undivided.Should().Equal(new Dictionary<string, string> { [resource] = "write" });
        AclRulesParser.Parse($"{{\"{resource}\": \"write\"}}").Undivided.Should().Equal(new Dictionary<string, string> { [resource] = "write" });
    }

    [Theory]
    [InlineData("peering = \"maybe\"", "Invalid peering policy: \"maybe\"")]
    [InlineData("peering = \"list\"", "Invalid peering policy: \"list\"")]
    [InlineData("acl = \"x\"\noperator = \"y\"", "Invalid acl policy: \"x\"")]
    [InlineData("peering = \"x\"\noperator = \"y\"", "Invalid operator policy: \"y\"")]
    [InlineData("peering = 7", "Invalid peering policy: \"7\"")]
    [InlineData("agent \"a\" { policy = \"x\" }", "Invalid agent policy: &acl.AgentRule{Node:\"a\", Policy:\"x\"}")]
    [InlineData("key_prefix \"\" { }", "Invalid key_prefix policy: &acl.KeyRule{Prefix:\"\", Policy:\"\", EnterpriseRule:acl.EnterpriseRule{}}")]
    [InlineData("node \"n\" { policy = \"list\" }", "Invalid node policy: &acl.NodeRule{Name:\"n\", Policy:\"list\", EnterpriseRule:acl.EnterpriseRule{}}")]
    [InlineData("service \"s\" { policy = \"x\" }", "Invalid service policy: &acl.ServiceRule{Name:\"s\", Policy:\"x\", Intentions:\"\", EnterpriseRule:acl.EnterpriseRule{}}")]
    [InlineData(
        "service_prefix \"s\" { policy = \"read\" intentions = \"x\" }",
        "Invalid service_prefix intentions policy: &acl.ServiceRule{Name:\"s\", Policy:\"read\", Intentions:\"x\", EnterpriseRule:acl.EnterpriseRule{}}")]
    [InlineData("session \"s\" { policy = \"x\" }", "Invalid session policy: &acl.SessionRule{Node:\"s\", Policy:\"x\"}")]
    [InlineData("event \"e\" { policy = \"x\" }", "Invalid event policy: &acl.EventRule{Event:\"e\", Policy:\"x\"}")]
    [InlineData("query_prefix \"q\" { policy = \"x\" }", "Invalid query_prefix policy: &acl.PreparedQueryRule{Prefix:\"q\", Policy:\"x\"}")]
    [InlineData("peering { policy = \"read\" }", "Failed to parse ACL rules: At 1:11: root.peering: unknown type for string *ast.ObjectList")]
    [InlineData("peering = true", "Failed to parse ACL rules: At 1:11: root.peering: unknown type for string *ast.LiteralType")]
    [InlineData("service = \"x\"", "Failed to parse ACL rules: At 1:11: unknown slice type: *ast.LiteralType")]
    [InlineData("peering = \"read\"\npeering = \"write\"", "Failed to parse ACL rules: The argument \"peering\" at 2:1 was already set. Each argument can only be defined once")]
    [InlineData(
        "service \"s\" {\n  policy = \"read\"\n  policy = \"write\"\n}",
        "Failed to parse ACL rules: The argument \"policy\" at 3:3 was already set. Each argument can only be defined once")]
    public void Parse_OfWrongRules_RefusesInConsulsWords(string rules, string message) =>
        FluentActions.Invoking(() => AclRulesParser.Parse(rules)).Should().Throw<RefusalException>().WithMessage(message).Which.Kind.Should().Be(RefusalKind.Invalid);

    [Theory]
    [InlineData("")]
    [InlineData("peering = ")]
    [InlineData("nonsense = \"read\"")]
    [InlineData("# nothing")]
    public void Parse_OfTextWithoutRules_FindsNone(string rules)
    {
        var parsed = AclRulesParser.Parse(rules);

        parsed.Undivided.Should().BeEmpty();
        parsed.Divided.Should().BeEmpty();
    }

    [Fact]
    public void Parse_OfABlockWithoutLabel_LabelsItByItsKey() =>
        AclRulesParser.Parse("agent { policy = \"read\" }").Divided.Should().ContainSingle().Which.Name.Should().Be("policy");
}
