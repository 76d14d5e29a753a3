using PeeringServer.Core.Catalog;
using PeeringServer.Core.Catalog.Filters;

namespace PeeringServer.Core.Tests.Catalog;

public sealed class CatalogFilterTests
{
    private static readonly CheckServiceNode Web = new(
        new CatalogNode { Name = "ext", Address = "10.0.0.9", Meta = new ValueMap<string>([new("env", "test"), new("rack", "")]) },
        new CatalogService
        {
            Node = "ext",
            Id = "web-1",
            Name = "web",
            Port = 80,
            Tags = new ValueList<string>(["a", "b c"]),
            EnableTagOverride = true,
            TaggedAddresses = new ValueMap<ServiceAddress>([new("lan", new ServiceAddress("10.1.1.1", 8080))]),
        },
        []);

    [Theory]
    [InlineData("", true)]
    [InlineData("Service.Service == web", true)]
    [InlineData("Service.Service==web", true)]
    [InlineData("Service.Service != web", false)]
    [InlineData("Service.Port == 80", true)]
    [InlineData("Service.Port == `80`", true)]
    [InlineData("Service.Port != 81", true)]
    [InlineData("Service.EnableTagOverride == true", true)]
    [InlineData("\"b c\" in Service.Tags", true)]
    [InlineData("a in Service.Tags", true)]
    [InlineData("z in Service.Tags", false)]
    [InlineData("z not in Service.Tags", true)]
    [InlineData("Service.Tags contains a", true)]
    [InlineData("Service.Tags not contains a", false)]
    [InlineData("Service.Tags is empty", false)]
    [InlineData("Service.Meta is empty", true)]
    [InlineData("Checks is empty", true)]
    [InlineData("Node.Meta.env == test", true)]
    [InlineData("Node.Meta[\"env\"] == test", true)]
    [InlineData("Node.Meta.none == test", false)]
    [InlineData("Node.Meta.none != test", true)]
    [InlineData("env in Node.Meta", true)]
    [InlineData("Node.Meta.rack is empty", true)]
    [InlineData("Node.Meta.env is not empty", true)]
    [InlineData("Service.TaggedAddresses.lan.Port == 8080", true)]
    [InlineData("Node.Address matches `^10[.]0`", true)]
    [InlineData("Node.Address not matches `^10`", false)]
    [InlineData("not Service.Port == 81", true)]
    [InlineData("not not Service.Port == 80", true)]
    [InlineData("Service.Port == 81 or Node.Node == ext", true)]
    [InlineData("Service.Port == 81 or Node.Node == ext and Service.ID == none", false)]
    [InlineData("(Service.Port == 80 or Node.Node == none) and Service.ID == \"web-1\"", true)]
    [InlineData("  ( Node.Node == ext )  ", true)]
    public void Filter_OfAnInstance_AcceptsWhatItSays(string expression, bool isAccepted) =>
        CatalogFilter<CheckServiceNode>.Create(expression, FilterShapes.Instance).Accepts(Web).Should().Be(isAccepted);

    [Theory]
    [InlineData("((", "1:3 (2): no match found, expected: \"(\", \"-\", \"0\", \"\\\"\", \"`\", \"not\", [ \\t\\r\\n], [1-9] or [a-zA-Z]")]
    [InlineData("Nope == a", "Selector \"Nope\" is not valid")]
    [InlineData("Service.Nope == a", "Selector \"Service.Nope\" is not valid")]
    public void Filter_ThatMakesNoSense_IsRefusedWithTheReason(string expression, string message)
    {
        var create = () => CatalogFilter<CheckServiceNode>.Create(expression, FilterShapes.Instance);

        create.Should().Throw<FilterException>().WithMessage(message.Replace("*", "\\*", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Node.Node")]
    [InlineData("Node.Node ==")]
    [InlineData("Node.Node == a b")]
    [InlineData("Node.Node == a and")]
    [InlineData("== a")]
    [InlineData("Node.Node == \"a")]
    [InlineData("(Node.Node == a")]
    [InlineData("Node.Node == a)")]
    public void Filter_ThatIsNoExpression_IsRefused(string expression)
    {
        var create = () => CatalogFilter<CheckServiceNode>.Create(expression, FilterShapes.Instance);

        create.Should().Throw<FilterException>().WithMessage("*no match found, expected: *");
    }

    [Fact]
    public void Filter_NestedWithoutEnd_IsRefusedAtOnce()
    {
        var create = () => CatalogFilter<CheckServiceNode>.Create(new string('(', 10_000), FilterShapes.Instance);

        create.Should().Throw<FilterException>();
    }
}
