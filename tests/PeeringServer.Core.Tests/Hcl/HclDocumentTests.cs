using PeeringServer.Core.Hcl;

namespace PeeringServer.Core.Tests.Hcl;

public sealed class HclDocumentTests
{
    [Theory]
    [InlineData("", "{}")]
    [InlineData(" \n# nothing\n", "{}")]
    [InlineData("a = 1", "{a:1}")]
    [InlineData("a = \"b\"\nc = true", "{a:\"b\",c:true}")]
    [InlineData("a = 1, b = 2,", "{a:1,b:2}")]
    [InlineData("a = 1 b = 2", "{a:1,b:2}")]
    [InlineData("\"quoted key\" = 1", "{quoted key:1}")]
    [InlineData("dot.ted-key_2 = 1", "{dot.ted-key_2:1}")]
    [InlineData("schlüssel = 1", "{schlüssel:1}")]
    [InlineData("a =", "{}")]
    [InlineData("x = 1\na =", "{x:1}")]
    [InlineData("a = 1\r\nb = 2\r\n", "{a:1,b:2}")]
    public void Keys_AndValues_AreRead(string hcl, string shape) => HclShape.Parsed(hcl).Should().Be(shape);

    [Theory]
    [InlineData("a { }", "{a:<{}>}")]
    [InlineData("a = { }", "{a:<{}>}")]
    [InlineData("a {\n b = 1\n}", "{a:<{b:1}>}")]
    [InlineData("a = { b { c = 1 } }", "{a:<{b:<{c:1}>}>}")]
    [InlineData("a { b = 1 }\na { b = 2 }", "{a:<{b:1},{b:2}>}")]
    [InlineData("key \"foo\" { policy = \"read\" }", "{key:<{foo:<{policy:\"read\"}>}>}")]
    [InlineData("key \"foo\" { }\nkey \"bar\" { }", "{key:<{foo:<{}>},{bar:<{}>}>}")]
    [InlineData("key \"foo\" { a = 1 }\nkey \"foo\" { b = 2 }", "{key:<{foo:<{a:1}>},{foo:<{b:2}>}>}")]
    [InlineData("a b c { d = 1 }", "{a:<{b:<{c:<{d:1}>}>}>}")]
    [InlineData("a { x = 1 }\na \"l\" { y = 1 }", null)]
    [InlineData("Key \"a\" { }\nkey \"b\" { }", "{Key:<{a:<{}>},{b:<{}>}>,key:<{a:<{}>},{b:<{}>}>}")]
    [InlineData("a = [{ b = 1 }, { c { } }]", "{a:[{b:1},{c:<{}>}]}")]
    public void Blocks_Always_AreLists(string hcl, string? shape) =>
        (Record.Exception(() => HclDocument.Parse(hcl)) is HclException ? null : HclShape.Parsed(hcl)).Should().Be(shape);

    [Theory]
    [InlineData("[]", "[]")]
    [InlineData("[1, 2,]", "[1,2]")]
    [InlineData("[,1,,\"a\"]", "[1,\"a\"]")]
    [InlineData("[1, # one\n 2 // two\n]", "[1,2]")]
    [InlineData("[true, 1.5, <<E\nx\nE\n]", "[true,1.5f,\"x\\n\"]")]
    [InlineData("[[1], [2, [3]]]", "[[1],[2,[3]]]")]
    [InlineData("[[1] [2]]", "[[1],[2]]")]
    public void List_OfAnything_IsRead(string list, string shape) => HclShape.Parsed($"a = {list}").Should().Be($"{{a:{shape}}}");

    [Theory]
    [InlineData("-5", "-5")]
    [InlineData("0x1F", "31")]
    [InlineData("-0x1f", "-31")]
    [InlineData("017", "15")]
    [InlineData("0", "0")]
    [InlineData("1.5", "1.5f")]
    [InlineData("0.5", "0.5f")]
    [InlineData(".5", "0.5f")]
    [InlineData("1.", "1f")]
    [InlineData("1e3", "1000f")]
    [InlineData("1E+3", "1000f")]
    [InlineData("-1.5e-1", "-0.15f")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    public void Number_OfAnyForm_IsRead(string number, string shape) => HclShape.Parsed($"a = {number}").Should().Be($"{{a:{shape}}}");

    [Theory]
    [InlineData("\"\"", "\"\"")]
    [InlineData("\"a\\\"b\\\\c\\n\\t\"", "\"a\\\"b\\\\c\\n\\t\"")]
    [InlineData("\"\\u00e9\\U0001F600\\x41\\101\"", "\"é😀AA\"")]
    [InlineData("\"\\xc3\\xa9\"", "\"é\"")]
    [InlineData("\"\\ud800\"", "\"\ufffd\"")]
    [InlineData("\"${var.a} and ${f(\"x\", \"y\")}\"", "\"${var.a} and ${f(\\\"x\\\", \\\"y\\\")}\"")]
    [InlineData("\"${a{b}c}\\t\"", "\"${a{b}c}\\t\"")]
    [InlineData("\"${a\nb}\"", "\"${a\\nb}\"")]
    [InlineData("\"$a {} $$\"", "\"$a {} $$\"")]
    [InlineData("\"# // /*\"", "\"# // /*\"")]
    public void String_WithEscapes_IsUnquoted(string text, string shape) => HclShape.Parsed($"a = {text}").Should().Be($"{{a:{shape}}}");

    [Theory]
    [InlineData("<<EOF\nhello\n  world\nEOF\n", "\"hello\\n  world\\n\"")]
    [InlineData("<<EOF\nEOF\n", "\"\"")]
    [InlineData("<<EOF\r\nhello\r\nEOF\r\n", "\"hello\\n\"")]
    [InlineData("<<EOF\nsay \"x\" \\n ${y}\nEOF\n", "\"say \\\"x\\\" \\\\n ${y}\\n\"")]
    [InlineData("<<EOF\n NOTEOF\n EOFS\n  EOF\n", "\" NOTEOF\\n EOFS\\n  \"")]
    [InlineData("<<-EOF\n    a\n      b\n    EOF\n", "\"a\\n  b\\n\"")]
    [InlineData("<<-EOF\n  a\n b\n    EOF\n", "\"  a\\n b\\n\"")]
    public void Heredoc_WithMarkers_IsRead(string heredoc, string shape) => HclShape.Parsed($"a = {heredoc}").Should().Be($"{{a:{shape}}}");

    [Theory]
    [InlineData("a = 1 # c\n// d\n/* e\n * f */ b = 2 /**/", "{a:1,b:2}")]
    [InlineData("/* a = 1 **/ b = 2", "{b:2}")]
    [InlineData("a = # c\n 1", "{a:1}")]
    [InlineData("a /* x */ { // y\n }", "{a:<{}>}")]
    public void Comments_Anywhere_AreSkipped(string hcl, string shape) => HclShape.Parsed(hcl).Should().Be(shape);

    [Theory]
    [InlineData("a = [1]\na = [2]", "{a:[1,2]}")]
    [InlineData("a = 1\na = 2", "{a:2}")]
    [InlineData("a = 1\na = \"0x10\"", "{a:16}")]
    [InlineData("a = \"x\"\na = 5", "{a:\"5\"}")]
    [InlineData("a = 1.5\na = 2", "{a:2f}")]
    [InlineData("a = [1]\na { b = 2 }", "{a:[1,{b:2}]}")]
    [InlineData("a { b = 1 }\na = [{ b = 2 }]", "{a:<{b:1},{b:2}>}")]
    public void Key_Again_IsDecodedIntoWhatIsThere(string hcl, string shape) => HclShape.Parsed(hcl).Should().Be(shape);

    [Fact]
    public void Fixture_OfTheTerraformProvider_IsRead() => HclShape.Parsed("""
        # a comment
        limits = {
          http_max_conns_per_client = -1
        }
        acl = {
          enabled = true
          default_policy = "allow"
          tokens = {
            initial_management = "12345678-1234-1234-1234-1234567890ab"
          }
        }
        ports {
          dns = -1
          http = 9500
        }
        """).Should().Be("""
        {acl:<{default_policy:"allow",enabled:true,tokens:<{initial_management:"12345678-1234-1234-1234-1234567890ab"}>}>,limits:<{http_max_conns_per_client:-1}>,ports:<{dns:-1,http:9500}>}
        """);

    [Fact]
    public void Positions_OfKeys_AreKept()
    {
        HclMap map = HclDocument.Parse("a = 1\n\n  b {\n    c = 2\n  }\n");

        map.PositionOf("a").Should().Be(new HclPosition(1, 1));
        map.PositionOf("b").Should().Be(new HclPosition(3, 3));
        ((List<HclMap>)map["b"]!)[0].PositionOf("c").Should().Be(new HclPosition(4, 5));
    }
}
