using FsCheck;
using FsCheck.Fluent;
using PeeringServer.CommandLine.Flags;

namespace PeeringServer.Tests.CommandLine;

public sealed class GoFlagParserTests
{
    private readonly ProbeCommand _command = new("probe");

    [Theory]
    [InlineData("-name", "a")]
    [InlineData("--name", "a")]
    [InlineData("-name=a")]
    [InlineData("--name=a")]
    [InlineData("-name", "first", "-name=a")]
    [InlineData("-name=a", "extra", "-name=b")]
    [InlineData("-name=a", "--", "-name=b")]
    [InlineData("-name=a", "-", "-name=b")]
    [InlineData("-name=a", "", "-name=b")]
    public void Parse_AnyWayOfGivingAFlag_IsTheSameValue(params string[] words) =>
        _command.Parse(words).Last(_command["name"]).Should().Be("a");

    [Theory]
    [InlineData("-west", "-name", "-west")]
    [InlineData("--", "-name", "--")]
    [InlineData("", "-name", "")]
    [InlineData("", "-name=")]
    [InlineData("a=b", "-name=a=b")]
    [InlineData("-h", "-name", "-h")]
    public void Parse_OddValue_IsTakenAsItIs(string value, params string[] words) =>
        _command.Parse(words).Last(_command["name"]).Should().Be(value);

    [Theory]
    [InlineData("flag provided but not defined: -bogus", "-bogus")]
    [InlineData("flag provided but not defined: -bogus", "--bogus=1")]
    [InlineData("flag provided but not defined: -nam", "-nam", "a")]
    [InlineData("flag provided but not defined: -Name", "-Name", "a")]
    [InlineData("flag provided but not defined: -one", "-one", "-two")]
    [InlineData("flag needs an argument: -name", "-name")]
    [InlineData("flag needs an argument: -name", "--name")]
    [InlineData("bad flag syntax: ---name", "---name")]
    [InlineData("bad flag syntax: -=a", "-=a")]
    [InlineData("bad flag syntax: --=a", "--=a")]
    [InlineData("invalid value \"novalue\" for flag -meta: Missing \"=\" value in argument: novalue", "-meta", "novalue")]
    [InlineData("invalid value \"\" for flag -meta: Missing \"=\" value in argument: ", "-meta=")]
    [InlineData("invalid value \"x\" for flag -count: strconv.Atoi: parsing \"x\": invalid syntax", "-count", "x")]
    [InlineData("invalid value \"99999999999999999999\" for flag -count: strconv.Atoi: parsing \"99999999999999999999\": value out of range", "-count=99999999999999999999")]
    [InlineData("invalid boolean value \"maybe\" for -on: strconv.ParseBool: parsing \"maybe\": invalid syntax", "-on=maybe")]
    public void Parse_BadFlag_IsRefusedInGosWords(string message, params string[] words) =>
        _command.Invoking(c => c.Parse(words)).Should().Throw<GoFlagException>().WithMessage(message);

    [Theory]
    [InlineData(false)]
    [InlineData(true, "-on")]
    [InlineData(true, "-on=T")]
    [InlineData(false, "-on=0")]
    [InlineData(true, "-on", "false")]
    [InlineData(false, "-on", "-on=false")]
    public void Parse_Switch_TakesOnlyAJoinedValue(bool on, params string[] words) =>
        _command.Parse(words).IsOn(_command["on"]).Should().Be(on);

    [Fact]
    public void Parse_FlagNotGiven_HasItsDefault()
    {
        var values = _command.Parse("a", "b");

        values.Last(_command["format"]).Should().Be("pretty");
        values.Last(_command["name"]).Should().BeNull();
        values.Rest.Should().Equal("a", "b");
    }

    [Fact]
    public void Parse_RepeatedFlag_KeepsAllInOrder() =>
        _command.Parse("-meta=a=1", "-name=x", "-meta", "a=2").All(_command["meta"]).Should().Equal("a=1", "a=2");

    [Fact]
    public void Parse_AnyValuesInAnyForm_ReturnsThemAll()
    {
        var form = Gen.Elements(0, 1, 2, 3);
        var flag = from value in ArbMap.Default.GeneratorFor<NonNull<string>>() from how in form select (value.Get, how);
        Prop.ForAll(flag.ListOf().ToArbitrary(), given =>
        {
            var words = given.SelectMany(g => g.how switch
            {
                0 => (string[])["-name", g.Get],
                1 => ["--name", g.Get],
                2 => ["-name=" + g.Get],
                _ => ["--name=" + g.Get],
            });
            var values = _command.Parse([.. words, "--", "-rest"]);
            return values.All(_command["name"]).SequenceEqual(given.Select(g => g.Get)) && values.Rest.SequenceEqual(["-rest"]);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Parse_AnyWords_EitherParsesOrIsRefused()
    {
        var word = Gen.OneOf(
            Gen.Elements("-", "--", "---", "-=", "-name", "-name=", "--on", "-on=", "-count=1", "", "-x", "x"),
            ArbMap.Default.GeneratorFor<NonNull<string>>().Select(s => s.Get));
        Prop.ForAll(word.ArrayOf().ToArbitrary(), words =>
        {
            try
            {
                _command.Parse(words);
            }
            catch (GoFlagException e)
            {
                return e.Message.Length > 0;
            }

            return true;
        }).QuickCheckThrowOnFailure();
    }
}
