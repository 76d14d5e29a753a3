namespace PeeringServer.Core.Tests.Hcl;

public sealed class HclJsonTests
{
    [Theory]
    [InlineData("{}", "{}")]
    [InlineData(" \n{\"a\": 1, \"b\": 1.5, \"c\": \"x\", \"d\": true, \"e\": null}", "{a:1,b:1.5f,c:\"x\",d:true,e:\"\"}")]
    [InlineData("{\"a\": [1, \"b\", 2.5]}", "{a:[1,\"b\",2.5f]}")]
    [InlineData("{\"a\": {\"b\": 1}}", "{a:<{b:1}>}")]
    [InlineData("{\"a\": {}}", "{a:<{}>}")]
    [InlineData("{\"key\": {\"foo\": {\"policy\": \"read\"}, \"bar\": {\"policy\": \"write\"}}}", "{key:<{foo:<{policy:\"read\"}>},{bar:<{policy:\"write\"}>}>}")]
    [InlineData("{\"a\": [{\"b\": 1}, {\"b\": 2}]}", "{a:<{b:1},{b:2}>}")]
    [InlineData("{\"a\": [{\"b\": 1}, 2]}", "{a:[{b:1},2]}")]
    [InlineData("{\"a\": \"${x}\"}", "{a:\"${x}\"}")]
    [InlineData("{\"a\": 1,}", "{a:1}")]
    [InlineData("{\"a\": 1} trailing", "{a:1}")]
    [InlineData("{\"a\": 1", "{a:1}")]
    [InlineData("{\"a\": {\"b\": 1, \"c\": }, \"d\": {\"e\"}}", "{a:<{b:1}>,d:<{}>}")]
    [InlineData("{\"a\": {\"b\": [1 }, \"c\": 2}", "{a:<{}>,c:2}")]
    [InlineData("{\"a\": [true, 1, false]}", "{a:[1]}")]
    public void Json_AfterABrace_IsReadAsHclWould(string json, string shape) => HclShape.Parsed(json).Should().Be(shape);

    [Fact]
    public void Json_AndHcl_OfTheSameRules_AreTheSame()
    {
        const string hcl = """
            operator = "read"
            service "web" { policy = "write" intentions = "read" }
            service_prefix "" { policy = "read" }
            key_prefix "a/" { policy = "deny" }
            """;
        const string json = """
            {"operator":"read","service":{"web":{"policy":"write","intentions":"read"}},
             "service_prefix":{"":{"policy":"read"}},"key_prefix":{"a/":{"policy":"deny"}}}
            """;

        HclShape.Parsed(json).Should().Be(HclShape.Parsed(hcl));
    }
}
