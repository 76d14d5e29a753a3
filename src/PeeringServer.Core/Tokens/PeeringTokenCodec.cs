using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using PeeringServer.Core.GoJson;
using PeeringServer.Core.GoText;
using PeeringServer.Core.Peerings;

namespace PeeringServer.Core.Tokens;

/// <summary>The text form of a token: standard base64 over compact JSON, keys in Consul's order.</summary>
internal static class PeeringTokenCodec
{
    private const string Ca = "CA";
    private const string ManualServerAddresses = "ManualServerAddresses";
    private const string ServerAddresses = "ServerAddresses";
    private const string ServerName = "ServerName";
    private const string PeerId = "PeerID";
    private const string EstablishmentSecret = "EstablishmentSecret";
    private const string Remote = "Remote";
    private const string Partition = "Partition";
    private const string Datacenter = "Datacenter";
    private const string Locality = "Locality";
    private const string Region = "Region";
    private const string Zone = "Zone";

    private static readonly JsonWriterOptions Compact = new() { Encoder = GoJsonEncoder.Instance, SkipValidation = true };

    private static readonly GoStructType LocalityType = GoType.Struct("structs.Locality", new GoField(Region, GoType.String), new GoField(Zone, GoType.String));

    private static readonly GoStructType RemoteType = GoType.Struct(
        "structs.PeeringTokenRemote",
        new GoField(Partition, GoType.String),
        new GoField(Datacenter, GoType.String),
        new GoField(Locality, GoType.Pointer(LocalityType)));

    private static readonly GoStructType TokenType = GoType.Struct(
        "structs.PeeringToken",
        new GoField(Ca, GoType.Slice(GoType.String)),
        new GoField(ManualServerAddresses, GoType.Slice(GoType.String)),
        new GoField(ServerAddresses, GoType.Slice(GoType.String)),
        new GoField(ServerName, GoType.String),
        new GoField(PeerId, GoType.String),
        new GoField(EstablishmentSecret, GoType.String),
        new GoField(Remote, RemoteType));

    public static string Encode(PeeringToken token)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var json = new Utf8JsonWriter(buffer, Compact))
        {
            json.WriteStartObject();
            Write(json, Ca, token.Ca);
            Write(json, ManualServerAddresses, token.ManualServerAddresses);
            Write(json, ServerAddresses, token.ServerAddresses);
            json.WriteString(ServerName, token.ServerName);
            json.WriteString(PeerId, token.PeerId);
            json.WriteString(EstablishmentSecret, token.EstablishmentSecret);
            Write(json, token.Remote);
            json.WriteEndObject();
        }

        return Convert.ToBase64String(buffer.WrittenSpan);
    }

    /// <summary>Reads a token; fields it does not know are passed over, missing ones are empty.</summary>
    /// <exception cref="RefusalException">It is no base64, or no JSON of that shape; the text is the decoder's.</exception>
    public static PeeringToken Decode(string text)
    {
        if (!GoBase64.TryDecode(text, out var json, out var damage))
        {
            throw new RefusalException(RefusalKind.Invalid, "failed to decode token: " + damage);
        }

        try
        {
            return Read(GoJsonDecoder.Unmarshal(json, TokenType));
        }
        catch (GoJsonException fault)
        {
            throw new RefusalException(RefusalKind.Invalid, fault.Message);
        }
    }

    private static PeeringToken Read(GoObject token)
    {
        var remote = token.GetObject(Remote)!;
        var locality = remote.GetObject(Locality);
        return new PeeringToken
        {
            Ca = Strings(token, Ca),
            ManualServerAddresses = Strings(token, ManualServerAddresses),
            ServerAddresses = Strings(token, ServerAddresses),
            ServerName = token.GetString(ServerName),
            PeerId = token.GetString(PeerId),
            EstablishmentSecret = token.GetString(EstablishmentSecret),
            Remote = new RemoteInfo
            {
                Partition = remote.GetString(Partition),
                Datacenter = remote.GetString(Datacenter),
                Locality = locality is null ? null : new Locality(locality.GetString(Region), locality.GetString(Zone)),
            },
        };
    }

    private static ImmutableArray<string> Strings(GoObject from, string field) => from.GetStrings(field) is { } values ? [.. values] : [];

    private static void Write(Utf8JsonWriter json, string name, ImmutableArray<string> values)
    {
        if (values.IsEmpty)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, RemoteInfo remote)
    {
        json.WriteStartObject(Remote);
        json.WriteString(Partition, remote.Partition);
        json.WriteString(Datacenter, remote.Datacenter);
        if (remote.Locality is { } locality)
        {
            json.WriteStartObject(Locality);
            json.WriteString(Region, locality.Region);
            json.WriteString(Zone, locality.Zone);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull(Locality);
        }

        json.WriteEndObject();
    }
}
