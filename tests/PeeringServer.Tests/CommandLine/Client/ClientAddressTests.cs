using PeeringServer.CommandLine.Client;
using PeeringServer.CommandLine.Client.Transport;

namespace PeeringServer.Tests.CommandLine.Client;

public sealed class ClientAddressTests
{
    [Theory]
    [InlineData(null, "http://127.0.0.1:8500/v1/x")]
    [InlineData("h:1", "http://h:1/v1/x")]
    [InlineData("http://h:1", "http://h:1/v1/x")]
    [InlineData("https://h:1", "https://h:1/v1/x")]
    [InlineData("http://h:1/one", "http://h:1/one/v1/x")]
    [InlineData("http://h:1/one/", "http://h:1/one//v1/x")]
    [InlineData("http://h:1/", "http://h:1/x")]
    [InlineData("http://h:1/a b?c", "http://h:1/a%20b%3Fc/v1/x")]
    [InlineData("h:1/one", "http://h:1%2Fone/v1/x")]
    [InlineData("http://user:pw@h:1", "http://user:pw%40h:1/v1/x")]
    [InlineData(" h:1", "http://%20h:1/v1/x")]
    [InlineData(":1", "http://:1/v1/x")]
    [InlineData("[::1]:1", "http://[::1]:1/v1/x")]
    [InlineData("/run/a.sock", "http://localhost/v1/x")]
    [InlineData("unix:///run/a.sock", "http://localhost/v1/x")]
    [InlineData("unix://a.sock", "http://a.sock/v1/x")]
    [InlineData("unix:/run/a.sock", "http://unix:%2Frun%2Fa.sock/v1/x")]
    [InlineData("unix://", "http:///v1/x")]
    public void Parse_Address_LeadsToTheUrl(string? address, string url) => UrlOf(address, isSecure: false).Should().Be(url);

    [Theory]
    [InlineData("h:1", "https://h:1/v1/x")]
    [InlineData("http://h:1/one", "https://h:1/one/v1/x")]
    [InlineData("unix:///run/a.sock", "https://localhost/v1/x")]
    public void Parse_TlsAskedForApart_BeatsTheScheme(string address, string url) => UrlOf(address, isSecure: true).Should().Be(url);

    [Theory]
    [InlineData("ftp://h", "ftp")]
    [InlineData("HTTP://h", "HTTP")]
    [InlineData("://h", "")]
    public void Parse_UnknownScheme_IsRefused(string address, string scheme) =>
        FluentActions.Invoking(() => UrlOf(address, isSecure: false)).Should().Throw<ClientSetupException>().WithMessage($"Unknown protocol scheme: {scheme}");

    [Fact]
    public void Parse_SocketPath_IsRelativeToTheFolderAndShownAsGiven()
    {
        var address = ClientAddress.Parse("unix://a.sock", false, ClientRun.Environment(new Dictionary<string, string>(), "/folder"));

        (address.SocketPath, address.SocketFile).Should().Be(("a.sock", "/folder/a.sock"));
    }

    [Fact]
    public void Url_Parameters_AreInOrderAndEscaped()
    {
        var address = ClientAddress.Parse("h:1", false, ClientRun.Environment(new Dictionary<string, string>()));

        RequestUrl.Of(address, "/v1/x", [new("partition", "a b&c"), new("ns", "é")]).Target.Should().Be("/v1/x?ns=%C3%A9&partition=a+b%26c");
    }

    private static string UrlOf(string? address, bool isSecure) =>
        RequestUrl.Of(ClientAddress.Parse(address, isSecure, ClientRun.Environment(new Dictionary<string, string>())), "/v1/x", []).ToString();
}
