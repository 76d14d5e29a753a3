using PeeringServer.Core.GoText;

namespace PeeringServer.Core.Tests.GoText;

public sealed class GoNumbersTests
{
    [Theory]
    [InlineData("0", 64, 0UL)]
    [InlineData("007", 64, 7UL)]
    [InlineData("18446744073709551615", 64, ulong.MaxValue)]
    [InlineData("255", 8, 255UL)]
    public void Uint_Digits_AreTaken(string text, int bits, ulong expected)
    {
        GoNumbers.TryParseUint(text, bits, out ulong value, out _).Should().BeTrue();

        value.Should().Be(expected);
    }

    [Theory]
    [InlineData("", 64, "invalid syntax")]
    [InlineData("abc", 64, "invalid syntax")]
    [InlineData("-1", 64, "invalid syntax")]
    [InlineData("+1", 64, "invalid syntax")]
    [InlineData("1_000", 64, "invalid syntax")]
    [InlineData("0x10", 64, "invalid syntax")]
    [InlineData("1f", 64, "invalid syntax")]
    [InlineData("18446744073709551616", 64, "value out of range")]
    [InlineData("99999999999999999999x", 64, "value out of range")]
    [InlineData("256", 8, "value out of range")]
    public void Uint_OtherText_IsRefused(string text, int bits, string reason)
    {
        GoNumbers.TryParseUint(text, bits, out _, out string? error).Should().BeFalse();

        error.Should().Be($"strconv.ParseUint: parsing \"{text}\": {reason}");
    }

    [Theory]
    [InlineData("-5", true, -5)]
    [InlineData("+5", true, 5)]
    [InlineData("9223372036854775807", true, long.MaxValue)]
    [InlineData("-9223372036854775808", true, long.MinValue)]
    [InlineData("9223372036854775808", false, 0)]
    [InlineData("-", false, 0)]
    [InlineData("--5", false, 0)]
    [InlineData(" 5", false, 0)]
    [InlineData("5.0", false, 0)]
    public void Atoi_SignedDigits_AreTaken(string text, bool taken, long expected)
    {
        GoNumbers.TryAtoi(text, out long value, out string? error).Should().Be(taken);

        value.Should().Be(expected);
        (error is null).Should().Be(taken);
    }

    [Theory]
    [InlineData("0x1F", 31)]
    [InlineData("-0x1f", -31)]
    [InlineData("017", 15)]
    [InlineData("0b11", 3)]
    [InlineData("0o17", 15)]
    [InlineData("0", 0)]
    [InlineData("42", 42)]
    public void Int_RadixByPrefix_IsFollowed(string text, long expected)
    {
        GoNumbers.TryParseInt(text, 0, 64, out long value, out _).Should().BeTrue();

        value.Should().Be(expected);
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("T", true)]
    [InlineData("True", true)]
    [InlineData("FALSE", false)]
    [InlineData("f", false)]
    public void Bool_KnownWord_IsTaken(string text, bool expected)
    {
        GoNumbers.TryParseBool(text, out bool value, out _).Should().BeTrue();

        value.Should().Be(expected);
    }

    [Theory]
    [InlineData("maybe")]
    [InlineData("")]
    [InlineData("tRUE")]
    [InlineData("yes")]
    public void Bool_OtherWord_IsRefused(string text)
    {
        GoNumbers.TryParseBool(text, out _, out string? error).Should().BeFalse();

        error.Should().Be($"strconv.ParseBool: parsing \"{text}\": invalid syntax");
    }

    [Theory]
    [InlineData("1e", "invalid syntax")]
    [InlineData("Infinity", "invalid syntax")]
    [InlineData("1e999", "value out of range")]
    public void Float_OtherText_IsRefused(string text, string reason)
    {
        GoNumbers.TryParseFloat(text, out _, out string? error).Should().BeFalse();

        error.Should().Be($"strconv.ParseFloat: parsing \"{text}\": {reason}");
    }
}
