using FsCheck;
using FsCheck.Fluent;
using PeeringServer.Http;

namespace PeeringServer.Tests.Http;

public sealed class GoUrlTests
{
    [Theory]
    [InlineData("", "/")]
    [InlineData("/", "/")]
    [InlineData("/v1//peering/a", "/v1/peering/a")]
    [InlineData("/v1/./peering/a", "/v1/peering/a")]
    [InlineData("/v1/x/../peering/a", "/v1/peering/a")]
    [InlineData("/v1/peering/", "/v1/peering/")]
    [InlineData("/v1/peering/.", "/v1/peering")]
    [InlineData("/../..", "/")]
    [InlineData("/a/..//", "/")]
    public void Clean_APath_KeepsOnlyItsSegments(string path, string expected) => GoUrl.Clean(path).Should().Be(expected);

    [Fact]
    public void Clean_Twice_IsCleanOnce() => Prop.ForAll(Paths().ToArbitrary(), static path => GoUrl.Clean(GoUrl.Clean(path)) == GoUrl.Clean(path)).QuickCheckThrowOnFailure();

    [Fact]
    public void IsClean_ForAnyPath_AgreesWithClean() => Prop.ForAll(Paths().ToArbitrary(), static path => GoUrl.IsClean(path) == (GoUrl.Clean(path) == path)).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("a=1&b=2", "a", "1")]
    [InlineData("a=1&a=2", "a", "1")]
    [InlineData("a", "a", "")]
    [InlineData("&&a=%41+b", "a", "A b")]
    [InlineData("=x", "", "x")]
    public void Query_WithParameters_GivesTheFirstValue(string raw, string name, string expected)
    {
        GoQuery.TryParse(raw.AsMemory(), out var query).Should().BeTrue();
        query[name].Should().Be(expected);
        query.Has(name).Should().BeTrue();
    }

    [Theory]
    [InlineData("a=%zz")]
    [InlineData("a=%4")]
    [InlineData("a=1;b=2")]
    public void Query_ThatIsBroken_IsNoQuery(string raw) => GoQuery.TryParse(raw.AsMemory(), out _).Should().BeFalse();

    [Fact]
    public void Query_OfAnyText_SurvivesEscaping() => Prop.ForAll<NonNull<string>>(static text =>
    {
        var valid = System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text.Get));
        GoQuery.TryParse(("k=" + Uri.EscapeDataString(valid)).AsMemory(), out var query).Should().BeTrue();
        query["k"].Should().Be(valid);
    }).QuickCheckThrowOnFailure();

    private static Gen<string> Paths() => Gen.Elements("", ".", "..", "a", "bc", "...").ListOf().Select(static segments => "/" + string.Join('/', segments));
}
