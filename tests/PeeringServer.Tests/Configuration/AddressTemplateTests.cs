using PeeringServer.Configuration;

namespace PeeringServer.Tests.Configuration;

public sealed class AddressTemplateTests
{
    [Theory]
    [InlineData("{{ GetInterfaceIP \"eth1\" }}", "203.0.113.7")]
    [InlineData("{{GetPrivateIP}}", "10.1.2.3")]
    [InlineData("{{ GetPrivateInterfaces | include \"type\" \"IPv4\" | attr \"address\" }}", "10.1.2.3")]
    [InlineData("{{ GetAllInterfaces | include \"name\" \"^eth\" | include \"network\" \"203.0.113.0/24\" | attr \"address\" }}", "203.0.113.7")]
    [InlineData("{{ GetAllInterfaces | exclude \"name\" \"lo\" | include \"flags\" \"up|forwardable\" | limit 1 | join \"address\" \" \" }}", "10.1.2.3")]
    [InlineData("192.0.2.9", "192.0.2.9")]
    public void Load_AddressTemplate_IsFilledIn(string template, string address)
    {
        var options = ConfigLoad.Options($"bind_addr = {System.Text.Json.JsonSerializer.Serialize(template).Replace("\\u0022", "\\\"", StringComparison.Ordinal)}");

        options.Addresses.Bind.Should().Be(address);
        options.Cluster.AdvertiseAddress.Should().Be(address);
    }

    [Fact]
    public void Load_UnknownTemplate_IsRefused() =>
        FluentActions.Invoking(() => ConfigLoad.Options("client_addr = \"{{ Bogus }}\"")).Should().Throw<ConfigException>()
            .WithMessage("1 error occurred:\n\t* client_addr: error parsing \"{{ Bogus }}\": unable to parse template \"{{ Bogus }}\": template: sockaddr.Parse:1: function \"Bogus\" not defined\n\n");
}
