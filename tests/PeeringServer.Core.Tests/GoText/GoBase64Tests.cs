using FsCheck;
using FsCheck.Fluent;
using PeeringServer.Core.GoText;

namespace PeeringServer.Core.Tests.GoText;

public sealed class GoBase64Tests
{
    [Theory]
    [InlineData("!!!", 0)]
    [InlineData("YWJ", 0)]
    [InlineData("YWJjZ", 4)]
    [InlineData("YWJjZG", 4)]
    [InlineData("YWJjZGV", 4)]
    [InlineData("Y", 0)]
    [InlineData("YQ=", 3)]
    [InlineData("YQ=x", 2)]
    [InlineData("Y===", 1)]
    [InlineData("====", 0)]
    [InlineData("YQ==YQ==", 4)]
    [InlineData("YQ===", 4)]
    [InlineData("YWI=x", 4)]
    [InlineData("YWI==", 4)]
    [InlineData("YW-j", 2)]
    [InlineData("YWJjYWJjYW*j", 10)]
    [InlineData("YWé=", 2)]
    [InlineData("YW\nJ", 1)]
    [InlineData("YQ=\n", 4)]
    [InlineData("YQ==\nx", 5)]
    [InlineData("Y Q==", 1)]
    public void Decode_DamagedText_TellsTheOffsetGoTells(string text, int offset)
    {
        GoBase64.TryDecode(text, out byte[]? bytes, out string? error).Should().BeFalse();

        error.Should().Be($"illegal base64 data at input byte {offset}");
        bytes.Should().BeNull();
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("\r\n", "")]
    [InlineData("YQ==", "a")]
    [InlineData("YR==", "a")]
    [InlineData("Y\nQ=\r\n=\n", "a")]
    [InlineData("YWI=\n", "ab")]
    [InlineData("YW\r\nJj", "abc")]
    public void Decode_SoundText_SkipsLineBreaks(string text, string expected)
    {
        GoBase64.TryDecode(text, out byte[]? bytes, out _).Should().BeTrue();

        System.Text.Encoding.UTF8.GetString(bytes!).Should().Be(expected);
    }

    [Fact]
    public void Decode_AnyBytesEncoded_GivesThemBack() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
            GoBase64.TryDecode(Convert.ToBase64String(bytes), out byte[]? decoded, out _) && decoded.SequenceEqual(bytes))
            .QuickCheckThrowOnFailure();
}
