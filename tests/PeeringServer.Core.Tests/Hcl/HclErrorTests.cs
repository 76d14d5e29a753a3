using PeeringServer.Core.Hcl;

namespace PeeringServer.Core.Tests.Hcl;

public sealed class HclErrorTests
{
    [Theory]
    [InlineData("a = 'x'", "At 1:5: illegal char")]
    [InlineData("a = @", "At 1:5: illegal char")]
    [InlineData("\n\n  % = 1", "At 3:3: illegal char")]
    [InlineData("a = \"b", "At 1:7: literal not terminated")]
    [InlineData("a = \"b\nc = 1", "At 1:7: literal not terminated")]
    [InlineData("a = \"${b\"", "At 1:10: literal not terminated")]
    [InlineData("a = \"\\q\"", "At 1:7: illegal char escape")]
    [InlineData("a = \"\\u12\"", "At 1:10: illegal char escape")]
    [InlineData("a = 018", "At 1:8: illegal octal number")]
    [InlineData("a = 0x", "At 1:7: illegal hexadecimal number")]
    [InlineData("/ a = 1", "At 1:1: expected '/' for comment")]
    [InlineData("/* a = 1", "At 1:9: comment not terminated")]
    [InlineData("a = <EOF\n", "At 1:6: heredoc expected second '<', didn't see it")]
    [InlineData("a = <<EOF\nx\nEOF", "At 3:4: heredoc not terminated")]
    [InlineData("a = <<-EOF\nx\nEOF\n", "At 4:1: heredoc not terminated")]
    [InlineData("a = <<EOF x\n", "At 1:10: invalid characters in heredoc anchor")]
    [InlineData("a = <<\n", "At 1:7: zero-length heredoc anchor")]
    [InlineData("a = \0", "At 1:5: unexpected null character (0x00)")]
    [InlineData("a = \"\ue123\"", "At 1:6: unicode code point U+E123 reserved for internal use")]
    public void Lexer_BadCharacters_AreReportedWhereTheyAre(string hcl, string error) => Refusal(hcl).Should().Be(error);

    // The end of the text counts as a character each time that it is read, so that columns there are beyond it.
    [Theory]
    [InlineData("a", "At 1:3: key 'a' expected start of object ('{') or assignment ('=')")]
    [InlineData("a b", "At 1:5: key 'a b' expected start of object ('{') or assignment ('=')")]
    [InlineData("a { b }", "At 1:7: key 'b' expected start of object ('{') or assignment ('=')")]
    [InlineData("a b = 1", "At 1:5: nested object expected: LBRACE got: ASSIGN")]
    [InlineData("= 1", "At 1:1: no object keys found!")]
    [InlineData("a { { } }", "At 1:5: expected: IDENT | STRING got: LBRACE")]
    [InlineData("1 = a", "At 1:1: expected: IDENT | STRING | ASSIGN | LBRACE got: NUMBER")]
    [InlineData("true = 1", "At 1:1: expected: IDENT | STRING | ASSIGN | LBRACE got: BOOL")]
    [InlineData("}", "At 1:1: expected: IDENT | STRING | ASSIGN | LBRACE got: RBRACE")]
    [InlineData("a = b", "At 1:5: Unknown token: 1:5 IDENT b")]
    [InlineData("a = ]", "At 1:5: Unknown token: 1:5 RBRACK ]")]
    [InlineData("a {", "At 1:5: object expected closing RBRACE got: EOF")]
    [InlineData("a {\n b = 1\n", "At 3:2: object expected closing RBRACE got: EOF")]
    [InlineData("a { b = }", "At 1:10: object expected closing RBRACE got: EOF")]
    [InlineData("a = [1 2]", "At 1:8: error parsing list, expected comma or list end, got: NUMBER")]
    [InlineData("a = [b]", "At 1:6: unexpected token while parsing list: IDENT")]
    [InlineData("a = [1", "At 1:9: error parsing list, expected comma or list end, got: EOF")]
    [InlineData("a = [[b]]", "At 1:6: error while trying to parse list within list: At 1:7: unexpected token while parsing list: IDENT")]
    [InlineData("a = [{ b ]", "At 1:6: error while trying to parse object within list: At 1:10: expected: IDENT | STRING | ASSIGN | LBRACE got: RBRACK")]
    [InlineData("a = .5e3", "At 1:8: expected: IDENT | STRING | ASSIGN | LBRACE got: NUMBER")]
    public void Parser_WrongToken_IsNamed(string hcl, string error) => Refusal(hcl).Should().Be(error);

    [Theory]
    [InlineData("a = 08", "strconv.ParseInt: parsing \"08\": invalid syntax")]
    [InlineData("a = 99999999999999999999", "strconv.ParseInt: parsing \"99999999999999999999\": value out of range")]
    [InlineData("a = 1ex", "strconv.ParseFloat: parsing \"1ex\": invalid syntax")]
    [InlineData("a = 1\na = \"x\"", "strconv.ParseInt: parsing \"x\": invalid syntax")]
    [InlineData("a = 1\na = true", "At 2:5: root.a: unknown type *ast.LiteralType")]
    [InlineData("a = true\na = [1]", "At 2:5: root.a: unknown type *ast.ListType")]
    [InlineData("a = \"x\"\na { }", "At 2:3: root.a: unknown type for string *ast.ObjectType")]
    [InlineData("a { }\na = 1", "At 2:5: unknown slice type: *ast.LiteralType")]
    [InlineData("a { }\na = [1]", "At 2:6: root.a[0]: not an object type for map (*ast.LiteralType)")]
    [InlineData("a { }\na \"l\" { }", "At 0:0: root.a[0]: map must have string keys")]
    [InlineData("a { b = 1\n b = true }", "At 2:6: root.a[0].b: unknown type *ast.LiteralType")]
    [InlineData("a = \"\\400\"", "unquote \"\\400\" err: invalid syntax")]
    [InlineData("a = [1]\na \"l\" { }", "root.a[0]: cannot decode into interface: *ast.ObjectItem")]
    public void Decoder_ValueOfAnotherType_IsRefused(string hcl, string error) => Refusal(hcl).Should().Be(error);

    [Theory]
    [InlineData("{\"a\": 'x'}", "1:7: illegal char: '")]
    [InlineData("{\"a\": nil}", "1:9: illegal char")]
    [InlineData("{\"a\": 01}", "1:8: numbers cannot start with 0")]
    [InlineData("{\"a\": \"b", "1:9: literal not terminated")]
    [InlineData("{\"a\": \"b\\/c\"}", "1:10: illegal char escape")]
    [InlineData("{\"a\": \"\\u\"}", "1:10: illegal char escape")]
    [InlineData("{a: 1}", "1:2: illegal char")]
    [InlineData("{: 1}", "expected: STRING got: COLON")]
    [InlineData("{\"a\": :}", "Expected object value, got unknown token: 1:7 COLON :")]
    [InlineData("{\"a\": [null]}", "unexpected token while parsing list: NULL")]
    [InlineData("{\"a\": [1", "unexpected token while parsing list: EOF")]
    [InlineData("{\"a\": \"\\ud83d\\ude00\"}", "unquote \"\\ud83d\\ude00\" err: invalid syntax")]
    public void Json_Broken_IsRefusedInItsOwnWords(string json, string error) => Refusal(json).Should().Be(error);

    [Fact]
    public void Bytes_ThatAreNoUtf8_AreRefused() =>
        FluentActions.Invoking(() => HclDocument.Parse([.. "a = \""u8, 0xff, (byte)'"']))
            .Should().Throw<HclException>().WithMessage("At 1:6: illegal UTF-8 encoding");

    [Theory]
    [InlineData("a = ", "[")]
    [InlineData("", "a { ")]
    [InlineData("a = ", "[{ a = ")]
    [InlineData("", "{\"a\":")]
    [InlineData("", "{\"a\":[")]
    public void Nesting_WithoutEnd_IsRefused(string start, string repeated) =>
        Refusal(start + string.Concat(Enumerable.Repeat(repeated, 50_000))).Should().EndWith("exceeded max depth");

    [Fact]
    public void Labels_WithoutEnd_AreRefused() =>
        Refusal(string.Concat(Enumerable.Repeat("a ", 50_000)) + "{ }").Should().EndWith("exceeded max depth");

    private static string? Refusal(string hcl)
    {
        try
        {
            HclDocument.Parse(hcl);
            return null;
        }
        catch (HclException e)
        {
            return e.Message;
        }
    }
}
