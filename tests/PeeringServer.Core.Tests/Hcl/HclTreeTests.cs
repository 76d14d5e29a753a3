using PeeringServer.Core.Hcl;

namespace PeeringServer.Core.Tests.Hcl;

public sealed class HclTreeTests
{
    [Fact]
    public void Merge_ListsOfOneMap_BecomeTheMap() =>
        HclShape.Of(HclTree.Merge(HclDocument.Parse("a { b { c = 1 } }\nd = [{ e { } }]\nf = [1]\ng { }\ng { }"), _ => false))
            .Should().Be("{a:{b:{c:1}},d:{e:{}},f:[1],g:<{},{}>}");

    [Fact]
    public void Merge_KeysThatAreLists_StayLists() =>
        HclShape.Of(HclTree.Merge(HclDocument.Parse("a { b { c { } } }\nd = [{ e { } }]"), path => path is "a.b" or "d"))
            .Should().Be("{a:{b:<{c:{}}>},d:[{e:{}}]}");

    [Fact]
    public void Merge_Positions_AreKept() =>
        ((HclMap)HclTree.Merge(HclDocument.Parse("a {\n b = 1\n}"), _ => false)["a"]!).PositionOf("b").Should().Be(new HclPosition(2, 2));

    [Theory]
    [InlineData("a { b = 1 }", "{b:1}")]
    [InlineData("a = [5]", "5")]
    [InlineData("a = [5, 6]", "[5,6]")]
    [InlineData("a = 7", "7")]
    public void Single_ListOfOne_IsItsElement(string hcl, string shape) =>
        HclShape.Of(HclTree.Single(HclDocument.Parse(hcl)["a"])).Should().Be(shape);
}
