using System.Text;
using PeeringServer.Core.GoJson;

namespace PeeringServer.Core.Tests.GoJson;

public sealed class GoJsonScannerTests
{
    [Theory]
    [InlineData("", "unexpected end of JSON input")]
    [InlineData(" \n", "unexpected end of JSON input")]
    [InlineData("{", "unexpected end of JSON input")]
    [InlineData("{\"a\"", "unexpected end of JSON input")]
    [InlineData("[1,", "unexpected end of JSON input")]
    [InlineData("\"abc", "unexpected end of JSON input")]
    [InlineData("\"abc\\", "invalid character ' ' in string escape code")]
    [InlineData("\"\\u00", "invalid character ' ' in \\u hexadecimal character escape")]
    [InlineData("tru", "invalid character ' ' in literal true (expecting 'e')")]
    [InlineData("-", "invalid character ' ' in numeric literal")]
    [InlineData("1.", "invalid character ' ' after decimal point in numeric literal")]
    [InlineData("1e", "invalid character ' ' in exponent of numeric literal")]
    [InlineData("1e+", "invalid character ' ' in exponent of numeric literal")]
    [InlineData("1 2", "invalid character '2' after top-level value")]
    [InlineData("01", "invalid character '1' after top-level value")]
    [InlineData("{} x", "invalid character 'x' after top-level value")]
    [InlineData("truex", "invalid character 'x' after top-level value")]
    public void Unmarshal_CutOffOrTrailing_SaysSo(string json, string error) => Unmarshalling(json).Should().Be(error);

    [Theory]
    [InlineData("+1", "invalid character '+' looking for beginning of value")]
    [InlineData("-x", "invalid character 'x' in numeric literal")]
    [InlineData("1.x", "invalid character 'x' after decimal point in numeric literal")]
    [InlineData("1ex", "invalid character 'x' in exponent of numeric literal")]
    [InlineData("1e+x", "invalid character 'x' in exponent of numeric literal")]
    [InlineData("[1 2]", "invalid character '2' after array element")]
    [InlineData("[01]", "invalid character '1' after array element")]
    [InlineData("[1}", "invalid character '}' after array element")]
    [InlineData("[1,]", "invalid character ']' looking for beginning of value")]
    [InlineData("[,]", "invalid character ',' looking for beginning of value")]
    [InlineData("{\"a\" 1}", "invalid character '1' after object key")]
    [InlineData("{\"a\":1 \"b\"}", "invalid character '\"' after object key:value pair")]
    [InlineData("{\"a\":1]", "invalid character ']' after object key:value pair")]
    [InlineData("{,}", "invalid character ',' looking for beginning of object key string")]
    [InlineData("{1:2}", "invalid character '1' looking for beginning of object key string")]
    [InlineData("\"\\u12g4\"", "invalid character 'g' in \\u hexadecimal character escape")]
    [InlineData("\"\\'\"", "invalid character '\\'' in string escape code")]
    [InlineData("\"\n\"", "invalid character '\\n' in string literal")]
    [InlineData("\"\0\"", "invalid character '\\x00' in string literal")]
    [InlineData("nul1", "invalid character '1' in literal null (expecting 'l')")]
    [InlineData("fALSE", "invalid character 'A' in literal false (expecting 'a')")]
    [InlineData("True", "invalid character 'T' looking for beginning of value")]
    [InlineData("\\", "invalid character '\\\\' looking for beginning of value")]
    [InlineData("\u007f", "invalid character '\\x7f' looking for beginning of value")]
    [InlineData("\u00a0", "invalid character 'Â' looking for beginning of value")]
    [InlineData("\u2028", "invalid character 'â' looking for beginning of value")]
    public void AnyInput_WrongCharacter_IsRefusedAlike(string json, string error)
    {
        Unmarshalling(json).Should().Be(error);
        Streaming(json).Should().Be(error);
    }

    [Theory]
    [InlineData(0x85, "\\u0085")]
    [InlineData(0xa0, "\\u00a0")]
    [InlineData(0xad, "\\u00ad")]
    [InlineData(0xff, "ÿ")]
    public void AnyInput_ByteBeyondAscii_IsShownAsThatCharacter(byte c, string shown) =>
        Refusal(() => GoJsonDecoder.Unmarshal([c], GoType.Interface)).Should().Be($"invalid character '{shown}' looking for beginning of value");

    [Theory]
    [InlineData("tru")]
    [InlineData("-")]
    [InlineData("[1")]
    [InlineData("\"\\u00")]
    [InlineData("{\"a\":1")]
    public void Stream_CutOff_IsUnexpectedEof(string json) => Streaming(json).Should().Be("unexpected EOF");

    [Theory]
    [InlineData("1 x")]
    [InlineData("01")]
    [InlineData("\"a\"x")]
    [InlineData("truex")]
    [InlineData("[] ]")]
    public void Stream_SomethingAfterTheValue_IsIgnored(string json) => Streaming(json).Should().BeNull();

    [Theory]
    [InlineData('[', ']')]
    [InlineData('{', '}')]
    public void Nesting_AtTheLimit_IsTakenAndOneMoreRefused(char open, char close)
    {
        string opening = open == '[' ? "[" : "{\"a\":";

        string Nested(int depth) => string.Concat(Enumerable.Repeat(opening, depth - 1)) + open + new string(close, depth);

        Unmarshalling(Nested(10_000)).Should().BeNull();
        Unmarshalling(Nested(10_001)).Should().Be($"invalid character '{open}' exceeded max depth");
    }

    [Fact]
    public void SyntaxError_AfterATypeError_Wins() =>
        Refusal(() => GoJsonDecoder.DecodeStream("""{"PeerName":5,"Nope":1,}"""u8, PeeringTypes.GenerateTokenRequest, true))
            .Should().Be("invalid character '}' looking for beginning of object key string");

    private static string? Unmarshalling(string json) => Refusal(() => GoJsonDecoder.Unmarshal(Encoding.UTF8.GetBytes(json), GoType.Interface));

    private static string? Streaming(string json) => Refusal(() => GoJsonDecoder.DecodeStream(Encoding.UTF8.GetBytes(json), GoType.Interface, true));

    private static string? Refusal(Func<object?> decode)
    {
        try
        {
            decode();
            return null;
        }
        catch (GoJsonException e)
        {
            return e.Message;
        }
    }
}
