using PeeringServer.Core.GoText;

namespace PeeringServer.Core.Tests.GoText;

public sealed class GoQuoteTests
{
    [Theory]
    [InlineData("", "\"\"")]
    [InlineData("a b", "\"a b\"")]
    [InlineData("a\"b\\c'd", "\"a\\\"b\\\\c'd\"")]
    [InlineData("\a\b\f\n\r\t\v", "\"\\a\\b\\f\\n\\r\\t\\v\"")]
    [InlineData("\0\u001b\u007f", "\"\\x00\\x1b\\x7f\"")]
    [InlineData("é日😀ͅ", "\"é日😀ͅ\"")]
    [InlineData("\u0085\u00a0\u00ad\u200b\u2028\u3000\ufeff\ue000", "\"\\u0085\\u00a0\\u00ad\\u200b\\u2028\\u3000\\ufeff\\ue000\"")]
    [InlineData("\ufffd", "\"\ufffd\"")]
    [InlineData("\U000e0001\U0010ffff", "\"\\U000e0001\\U0010ffff\"")]
    public void Quote_Text_IsEscapedAsInGo(string text, string quoted)
    {
        GoQuote.Quote(text).Should().Be(quoted);
        GoQuote.Quote(System.Text.Encoding.UTF8.GetBytes(text)).Should().Be(quoted);
    }

    [Fact]
    public void Quote_LoneSurrogate_IsReplaced() => GoQuote.Quote("a\ud800").Should().Be("\"a\ufffd\"");

    [Fact]
    public void Quote_BrokenUtf8_IsShownByteByByte() =>
        GoQuote.Quote([(byte)'a', 0xff, 0xe2, 0x82, (byte)'b', 0xc3, 0xa9]).Should().Be("\"a\\xff\\xe2\\x82bé\"");
}
