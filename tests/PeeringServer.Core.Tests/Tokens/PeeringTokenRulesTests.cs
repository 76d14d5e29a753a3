using PeeringServer.Core.Certificates;
using PeeringServer.Core.Tokens;

namespace PeeringServer.Core.Tests.Tokens;

public sealed class PeeringTokenRulesTests
{
    private static readonly string Pem = MakePem();

    private static readonly PeeringToken Good = new() { Ca = [Pem], ServerAddresses = ["127.0.0.1:8503"], ServerName = "server", PeerId = "id" };

    public static TheoryData<string, string> BadAddresses => new()
    {
        { "1.2.3.4", "1.2.3.4" },
        { "1.2.3.4:0", "1.2.3.4:0" },
        { "1.2.3.4:65536", "1.2.3.4:65536" },
        { "1.2.3.4:http", "1.2.3.4:http" },
        { "1.2.3.4:-1", "1.2.3.4:-1" },
        { "1.2.3.4:", "1.2.3.4:" },
        { "::1:8502", "::1:8502" },
        { "", "" },
        { "a[b:1", "a[b:1" },
        { "a]b:1", "a]b:1" },
        { "[[::1]]:1", "[[::1]]:1" },
        { "[::1]x:1", "[::1]x:1" },
        { "[::1:1", "[::1:1" },
    };

    [Fact]
    public void Validate_AGoodToken_Passes() => FluentActions.Invoking(() => PeeringTokenRules.Validate(Good)).Should().NotThrow();

    [Theory]
    [InlineData("lb.example.com:443")]
    [InlineData("[::1]:8502")]
    [InlineData("10.0.0.1:65535")]
    [InlineData("10.0.0.1:+1")]
    public void Validate_ManualAddressesAlone_AreEnough(string address) =>
        FluentActions.Invoking(() => PeeringTokenRules.Validate(Good with { ServerAddresses = [], ManualServerAddresses = [address] })).Should().NotThrow();

    [Theory]
    [MemberData(nameof(BadAddresses))]
    public void Validate_ABadAddress_IsNamed(string address, string shown)
    {
        Fault(Good with { ServerAddresses = [address] }).Should().Be($"{shown} is not a valid peering server address");
        Fault(Good with { ManualServerAddresses = [address] }).Should().Be($"{shown} is not a valid peering server address");
    }

    [Fact]
    public void Validate_ACa_MustBeACertificate()
    {
        Fault(Good with { Ca = ["nope"] }).Should().Be("peering token invalid CA: no PEM-encoded data found");
        Fault(Good with { Ca = ["-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", Pem] }).Should().Be("peering token invalid CA: first PEM-block should be CERTIFICATE type");
        Fault(Good with { Ca = ["-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"] }).Should().Be("peering token invalid CA: x509: malformed certificate");
    }

    [Fact]
    public void Validate_WhatIsMissing_IsNamedInOrder()
    {
        Fault(new PeeringToken { Ca = [Pem] }).Should().Be("peering token server addresses value is empty");
        Fault(Good with { ServerName = "", PeerId = "" }).Should().Be("peering token server name value is empty");
        Fault(Good with { PeerId = "" }).Should().Be("peering token peer ID value is empty");
        Fault(Good with { Ca = [], ServerName = "", PeerId = "" }).Should().Be("peering token peer ID value is empty");
    }

    private static string Fault(PeeringToken token) => FluentActions.Invoking(() => PeeringTokenRules.Validate(token)).Should().Throw<RefusalException>().Which.Message;

    private static string MakePem()
    {
        using var authority = new CertificateAuthority(new TrustDomain(Guid.NewGuid().ToString(), "dc1"), TimeProvider.System);
        return authority.Root.Pem;
    }
}
