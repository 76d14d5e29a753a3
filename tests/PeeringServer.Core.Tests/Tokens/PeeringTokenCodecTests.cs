using System.Collections.Immutable;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PeeringServer.Core.Peerings;
using PeeringServer.Core.Tokens;

namespace PeeringServer.Core.Tests.Tokens;

public sealed class PeeringTokenCodecTests
{
    [Fact]
    public void Encode_AToken_KeepsConsulsOrderOfKeys()
    {
        var token = new PeeringToken
        {
            Ca = ["pem\n"],
            ServerAddresses = ["127.0.0.1:8503"],
            ServerName = "server.dc1.peering.x.consul",
            PeerId = "id",
            EstablishmentSecret = "secret",
            Remote = new RemoteInfo { Datacenter = "dc1" },
        };

        Encoding.UTF8.GetString(Convert.FromBase64String(PeeringTokenCodec.Encode(token))).Should().Be(
            """{"CA":["pem\n"],"ManualServerAddresses":null,"ServerAddresses":["127.0.0.1:8503"],"ServerName":"server.dc1.peering.x.consul","PeerID":"id","EstablishmentSecret":"secret","Remote":{"Partition":"","Datacenter":"dc1","Locality":null}}""");
    }

    [Fact]
    public void Encode_WithLocality_WritesIt()
    {
        var token = new PeeringToken { Remote = new RemoteInfo { Locality = new Locality("us-west-1", "a") } };

        Encoding.UTF8.GetString(Convert.FromBase64String(PeeringTokenCodec.Encode(token))).Should().EndWith("\"Locality\":{\"Region\":\"us-west-1\",\"Zone\":\"a\"}}}");
    }

    [Fact]
    public void Decode_WhatWasEncoded_GivesItBack() => Prop.ForAll(Tokens().ToArbitrary(), static token =>
    {
        PeeringTokenCodec.Decode(PeeringTokenCodec.Encode(token)).Should().BeEquivalentTo(token);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Decode_AnyText_RefusesOrReads() => Prop.ForAll<NonNull<string>>(static text =>
    {
        try
        {
            PeeringTokenCodec.Decode(text.Get).Should().NotBeNull();
        }
        catch (RefusalException refusal)
        {
            refusal.Kind.Should().Be(RefusalKind.Invalid);
        }
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("", "unexpected end of JSON input")]
    [InlineData("Cg==", "unexpected end of JSON input")]
    [InlineData("+++/+++", "failed to decode token: illegal base64 data at input byte 4")]
    [InlineData("YWJ", "failed to decode token: illegal base64 data at input byte 0")]
    [InlineData("aGVsbG8=", "invalid character 'h' looking for beginning of value")]
    [InlineData("W10=", "json: cannot unmarshal array into Go value of type structs.PeeringToken")]
    public void Decode_SomethingElse_IsRefusedInTheDecodersWords(string text, string message)
    {
        var decode = () => PeeringTokenCodec.Decode(text);

        decode.Should().Throw<RefusalException>().WithMessage(message);
    }

    [Fact]
    public void Token_AsText_TellsNoSecret() => new PeeringToken { EstablishmentSecret = "hidden-one" }.ToString().Should().NotContain("hidden-one");

    private static Gen<PeeringToken> Tokens()
    {
        var text = ArbMap.Default.ArbFor<NonNull<string>>().Generator.Select(static value => ValidUtf16(value.Get));
        var texts = text.ListOf(2).Select(static values => values.ToImmutableArray());
        return from ca in texts
               from manual in texts
               from addresses in texts
               from name in text
               from id in text
               from secret in text
               from region in text
               from known in Gen.Elements(true, false)
               select new PeeringToken
               {
                   Ca = ca,
                   ManualServerAddresses = manual,
                   ServerAddresses = addresses,
                   ServerName = name,
                   PeerId = id,
                   EstablishmentSecret = secret,
                   Remote = new RemoteInfo { Datacenter = name, Partition = id, Locality = known ? new Locality(region, name) : null },
               };
    }

    /// <summary>Text that came in over the wire has no lone surrogates: the decoders replace them.</summary>
    private static string ValidUtf16(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
