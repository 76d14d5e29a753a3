using System.Text;
using PeeringServer.Core.GoJson;

namespace PeeringServer.Core.Tests.GoJson;

public sealed class GoJsonDecoderTests
{
    private static readonly GoStructType Inner = GoType.Struct(
        "structs.Inner",
        new GoField("Port", GoType.Int16, "port"),
        new GoField("Tags", GoType.Slice(GoType.String)));

    private static readonly GoStructType Outer = GoType.Struct(
        "structs.Outer",
        new GoField("Inner", Inner),
        new GoField("Pointer", GoType.Pointer(Inner)),
        new GoField("List", GoType.Slice(Inner), "list"),
        new GoField("ByName", GoType.Map(Inner)),
        new GoField("Flag", GoType.Bool),
        new GoField("Small", GoType.Uint8),
        new GoField("Big", GoType.Uint64),
        new GoField("Ratio", GoType.Float64),
        new GoField("Single", GoType.Float32),
        new GoField("Wait", GoType.Duration),
        new GoField("Any", GoType.Interface),
        new GoField("Raw", GoType.Bytes),
        new GoField("Node", GoType.Named("structs.NodeName", GoType.String)));

    private static readonly GoStructType Tree = GoType.Struct(
        "structs.Tree",
        new GoField("Name", GoType.String),
        new GoField("Child", GoType.Pointer(() => Tree!)));

    [Theory]
    [InlineData("""{"Inner":{"port":"x"}}""", "json: cannot unmarshal string into Go struct field Inner.Inner.port of type int16")]
    [InlineData("""{"Pointer":{"port":"x"}}""", "json: cannot unmarshal string into Go struct field Inner.Pointer.port of type int16")]
    [InlineData("""{"Pointer":[]}""", "json: cannot unmarshal array into Go struct field Outer.Pointer of type structs.Inner")]
    [InlineData("""{"list":[{},{"Tags":[1]}]}""", "json: cannot unmarshal number into Go struct field Inner.list.Tags of type string")]
    [InlineData("""{"list":[1]}""", "json: cannot unmarshal number into Go struct field Outer.list of type structs.Inner")]
    [InlineData("""{"ByName":{"a":{"port":true}}}""", "json: cannot unmarshal bool into Go struct field Inner.ByName.port of type int16")]
    [InlineData("""{"ByName":3}""", "json: cannot unmarshal number into Go struct field Outer.ByName of type map[string]structs.Inner")]
    [InlineData("""{"list":{}}""", "json: cannot unmarshal object into Go struct field Outer.list of type []structs.Inner")]
    [InlineData("""{"Flag":"true"}""", "json: cannot unmarshal string into Go struct field Outer.Flag of type bool")]
    [InlineData("""{"Flag":0}""", "json: cannot unmarshal number into Go struct field Outer.Flag of type bool")]
    [InlineData("""{"Small":256}""", "json: cannot unmarshal number 256 into Go struct field Outer.Small of type uint8")]
    [InlineData("""{"Small":-1}""", "json: cannot unmarshal number -1 into Go struct field Outer.Small of type uint8")]
    [InlineData("""{"Small":-0}""", "json: cannot unmarshal number -0 into Go struct field Outer.Small of type uint8")]
    [InlineData("""{"Small":1.5}""", "json: cannot unmarshal number 1.5 into Go struct field Outer.Small of type uint8")]
    [InlineData("""{"Wait":1e3}""", "json: cannot unmarshal number 1e3 into Go struct field Outer.Wait of type time.Duration")]
    [InlineData("""{"Wait":"1s"}""", "json: cannot unmarshal string into Go struct field Outer.Wait of type time.Duration")]
    [InlineData("""{"Inner":{"port":32768}}""", "json: cannot unmarshal number 32768 into Go struct field Inner.Inner.port of type int16")]
    [InlineData("""{"Big":18446744073709551616}""", "json: cannot unmarshal number 18446744073709551616 into Go struct field Outer.Big of type uint64")]
    [InlineData("""{"Ratio":1e999}""", "json: cannot unmarshal number 1e999 into Go struct field Outer.Ratio of type float64")]
    [InlineData("""{"Single":1e39}""", "json: cannot unmarshal number 1e39 into Go struct field Outer.Single of type float32")]
    [InlineData("""{"Any":[{"a":1e999}]}""", "json: cannot unmarshal number 1e999 into Go struct field Outer.Any of type float64")]
    [InlineData("""{"Node":1}""", "json: cannot unmarshal number into Go struct field Outer.Node of type structs.NodeName")]
    [InlineData("""{"Raw":"YWJ"}""", "illegal base64 data at input byte 0")]
    [InlineData("""{"Raw":1}""", "json: cannot unmarshal number into Go struct field Outer.Raw of type []uint8")]
    [InlineData("""{"Raw":[1,256]}""", "json: cannot unmarshal number 256 into Go struct field Outer.Raw of type uint8")]
    [InlineData("""{"Flag":1,"Nope":2}""", "json: cannot unmarshal number into Go struct field Outer.Flag of type bool")]
    [InlineData("""{"Nope":2,"Flag":1}""", "json: unknown field \"Nope\"")]
    [InlineData("""{"Inner":{"Nope":2}}""", "json: unknown field \"Nope\"")]
    [InlineData("""{"a\"b\u2028é\ud800":2}""", "json: unknown field \"a\\\"b\\u2028é\ufffd\"")]
    public void Struct_ValueOfAnotherType_NamesTheField(string json, string error) =>
        FluentActions.Invoking(() => Decode(json)).Should().Throw<GoJsonException>().WithMessage(error.Replace("*", "\\*", StringComparison.Ordinal));

    [Fact]
    public void Struct_UnknownField_IsIgnoredByUnmarshal() =>
        GoJsonDecoder.Unmarshal("""{"Nope":[{"a":"]}\""}],"Flag":true}"""u8, Outer).GetBool("Flag").Should().BeTrue();

    [Fact]
    public void Struct_Nothing_HoldsZeroValues()
    {
        GoObject outer = Decode("null");

        outer.GetObject("Inner")!.GetInt64("Port").Should().Be(0);
        outer.GetObject("Pointer").Should().BeNull();
        outer.GetList("List").Should().BeNull();
        outer.GetMap("ByName").Should().BeNull();
        outer.GetBool("Flag").Should().BeFalse();
        outer.GetUInt64("Small").Should().Be(0);
        outer.GetDouble("Ratio").Should().Be(0);
        outer.GetString("Node").Should().BeEmpty();
        outer["Any"].Should().BeNull();
        outer["Raw"].Should().BeNull();
        outer.Mentions("Flag").Should().BeFalse();
    }

    [Fact]
    public void Struct_AllKinds_AreDecoded()
    {
        GoObject outer = Decode("""
            {"Inner":{"PORT":-32768,"Tags":["a",null]},"Pointer":{},"list":[null,{"port":1}],"ByName":{"x":null},"Flag":true,
            "Small":255,"Big":18446744073709551615,"Ratio":-1.5e3,"Wait":-5,"Any":{"a":[1,"b",true,null,{}]},"Raw":"YWI=","Node":"n"}
            """);

        outer.GetObject("Inner")!.GetInt64("Port").Should().Be(-32768);
        outer.GetObject("Inner")!.GetStrings("Tags").Should().Equal("a", "");
        outer.GetObject("Pointer").Should().NotBeNull();
        outer.GetObjects("List").Select(inner => inner.GetInt64("Port")).Should().Equal(0, 1);
        ((GoObject)outer.GetMap("ByName")!["x"]!).GetInt64("Port").Should().Be(0);
        outer.GetBool("Flag").Should().BeTrue();
        outer.GetUInt64("Small").Should().Be(255);
        outer.GetUInt64("Big").Should().Be(ulong.MaxValue);
        outer.GetDouble("Ratio").Should().Be(-1500);
        outer.GetInt64("Wait").Should().Be(-5);
        outer["Any"].Should().BeEquivalentTo(new Dictionary<string, object?>
        {
            ["a"] = new List<object?> { 1d, "b", true, null, new Dictionary<string, object?>() },
        });
        outer["Raw"].Should().BeEquivalentTo("ab"u8.ToArray());
        outer.GetString("Node").Should().Be("n");
    }

    [Theory]
    [InlineData("""{"ByName":{"a":{"port":1}},"ByName":{"b":{"port":2}}}""", "a=1,b=2")]
    [InlineData("""{"ByName":{"a":{"port":1}},"ByName":null}""", "")]
    [InlineData("""{"ByName":{"a":{"port":1},"a":{}}}""", "a=0")]
    public void Map_KeyTwice_IsMerged(string json, string expected) =>
        string.Join(',', (Decode(json).GetMap("ByName") ?? new Dictionary<string, object?>())
            .Select(entry => $"{entry.Key}={((GoObject)entry.Value!).GetInt64("Port")}")).Should().Be(expected);

    [Fact]
    public void Struct_KeyTwice_KeepsWhatTheSecondDoesNotMention()
    {
        GoObject outer = Decode("""{"Inner":{"port":1},"Inner":{"Tags":[]},"list":[{"port":7},{"port":8}],"list":[{"Tags":[]}],"Flag":true,"Flag":null}""");

        outer.GetObject("Inner")!.GetInt64("Port").Should().Be(1);
        outer.GetObject("Inner")!.GetStrings("Tags").Should().BeEmpty();
        outer.GetObjects("List").Select(inner => inner.GetInt64("Port")).Should().Equal(7);
        outer.GetBool("Flag").Should().BeTrue();
    }

    [Theory]
    [InlineData("Task", true)]
    [InlineData("TASK", true)]
    [InlineData("ta\u017f\u212a", true)]
    [InlineData("ta\\u017fk", true)]
    [InlineData("taßk", false)]
    [InlineData("tas", false)]
    [InlineData("täsk", false)]
    public void Field_NamesThatDifferInCase_AreTheSame(string key, bool same) =>
        GoJsonDecoder.Unmarshal(Encoding.UTF8.GetBytes($$"""{"{{key}}":true}"""), GoType.Struct("x.Y", new GoField("Task", GoType.Bool)))
            .GetBool("Task").Should().Be(same);

    [Fact]
    public void Field_ExactName_GoesBeforeAnEarlierFoldedOne()
    {
        GoStructType type = GoType.Struct("x.Y", new GoField("ID", GoType.Int), new GoField("Id", GoType.Int));

        GoObject value = GoJsonDecoder.Unmarshal("""{"Id":1,"id":2}"""u8, type);

        value.GetInt64("Id").Should().Be(1);
        value.GetInt64("ID").Should().Be(2);
    }

    [Fact]
    public void Struct_Anonymous_HasNoNameInErrors() =>
        FluentActions.Invoking(() => GoJsonDecoder.Unmarshal("""{"A":1}"""u8, GoType.Struct("struct { A string }", new GoField("A", GoType.String))))
            .Should().Throw<GoJsonException>().WithMessage("json: cannot unmarshal number into Go struct field .A of type string");

    [Fact]
    public void Custom_Value_IsGivenAsTextAndItsErrorEndsTheDecoding()
    {
        GoType custom = GoType.Custom("x.Reversed", (json, _) =>
        {
            if (json.StartsWith("{"u8))
            {
                throw new GoJsonException("not reversible");
            }

            return new string(Encoding.UTF8.GetString(json).Reverse().ToArray());
        });
        GoStructType type = GoType.Struct("x.Y", new GoField("A", custom), new GoField("B", GoType.Pointer(custom)), new GoField("C", GoType.String));

        GoObject value = GoJsonDecoder.Unmarshal("""{"A": null ,"B": [1, 2] }"""u8, type);
        value["A"].Should().Be("llun");
        value["B"].Should().Be("]2 ,1[");
        GoJsonDecoder.Unmarshal("""{"B":null}"""u8, type)["B"].Should().BeNull();
        FluentActions.Invoking(() => GoJsonDecoder.Unmarshal("""{"C":1,"A":{}}"""u8, type))
            .Should().Throw<GoJsonException>().WithMessage("not reversible");
    }

    [Fact]
    public void Struct_ContainingItself_IsRefusedRatherThanOverflowingTheStack()
    {
        const int depth = 9_999;
        byte[] json = Encoding.UTF8.GetBytes(
            string.Concat(Enumerable.Repeat("""{"Child":""", depth)) + "{}" + new string('}', depth));

        Exception? refusal = Record.Exception(() => GoJsonDecoder.Unmarshal(json, Tree));

        (refusal is null or GoJsonException).Should().BeTrue();
        GoJsonDecoder.Unmarshal("""{"Child":{"Child":{"Name":"n"}}}"""u8, Tree)
            .GetObject("Child")!.GetObject("Child")!.GetString("Name").Should().Be("n");
    }

    [Theory]
    [InlineData("\"\\ud83d\\ude00\"", "😀")]
    [InlineData("\"\\ude00\\ud83d\"", "\ufffd\ufffd")]
    [InlineData("\"\\ud83d\\u0041\"", "\ufffdA")]
    [InlineData("\"\\ud83dx\"", "\ufffdx")]
    [InlineData("\"\\b\\f\\n\\r\\t\\/\\\\\\\"\"", "\b\f\n\r\t/\\\"")]
    public void String_Escapes_AreDecoded(string json, string text) =>
        GoJsonDecoder.Unmarshal(Encoding.UTF8.GetBytes(json), GoType.String).Should().Be(text);

    [Theory]
    [InlineData(new byte[] { 0xff }, 1)]
    [InlineData(new byte[] { 0xe2, 0x82 }, 2)]
    [InlineData(new byte[] { 0xf0, 0x9f, 0x98 }, 3)]
    [InlineData(new byte[] { 0xed, 0xa0, 0x80 }, 3)]
    public void String_BrokenUtf8_IsReplacedByteByByte(byte[] bytes, int replacements) =>
        GoJsonDecoder.Unmarshal([(byte)'"', .. bytes, (byte)'"'], GoType.String).Should().Be(new string('\ufffd', replacements));

    private static GoObject Decode(string json) => GoJsonDecoder.DecodeStream(Encoding.UTF8.GetBytes(json), Outer, true);
}
