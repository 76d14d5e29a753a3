using FsCheck;
using FsCheck.Fluent;
using PeeringServer.Core.Peerings;

namespace PeeringServer.Core.Tests.Peerings;

public sealed class PeeringNameTests
{
    private const string Inner = "abcdefghijklmnopqrstuvwxyz0123456789-";
    private const string Outer = "abcdefghijklmnopqrstuvwxyz0123456789";

    [Theory]
    [InlineData("a", true)]
    [InlineData("cluster-02", true)]
    [InlineData("0", true)]
    [InlineData("a--b", true)]
    [InlineData("", false)]
    [InlineData("-a", false)]
    [InlineData("a-", false)]
    [InlineData("A", false)]
    [InlineData("a.b", false)]
    [InlineData("a_b", false)]
    [InlineData("caf\u00e9", false)]
    public void IsValid_ForAName_FollowsTheRulesOfLabels(string name, bool valid) => PeeringName.IsValid(name).Should().Be(valid);

    [Theory]
    [InlineData(63, true)]
    [InlineData(64, false)]
    public void IsValid_ForALongName_EndsAt63(int length, bool valid) => PeeringName.IsValid(new string('n', length)).Should().Be(valid);

    [Fact]
    public void IsValid_ForGeneratedLabels_Holds()
    {
        var labels = from first in Gen.Elements(Outer.ToCharArray())
                     from middle in Gen.Elements(Inner.ToCharArray()).ArrayOf(40)
                     from last in Gen.Elements(Outer.ToCharArray())
                     select first + new string(middle) + last;

        Prop.ForAll(labels.ToArbitrary(), PeeringName.IsValid).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void IsValid_ForAnyText_AgreesWithThePattern() =>
        Prop.ForAll<NonNull<string>>(text => PeeringName.IsValid(text.Get) == System.Text.RegularExpressions.Regex.IsMatch(text.Get, "\\A[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\z"))
            .QuickCheckThrowOnFailure();
}
