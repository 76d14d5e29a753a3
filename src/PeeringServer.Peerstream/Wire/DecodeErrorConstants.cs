namespace PeeringServer.Peerstream.Wire;

/// <summary>What Consul's protobuf library says about bytes it cannot read; appears in statuses and in nacks.</summary>
internal static class DecodeErrorConstants
{
    /// <summary>The blank is U+00A0 in every recording of the released program.</summary>
    public const string InvalidWireFormat = "proto:\u00a0cannot parse invalid wire-format data";

    /// <summary>A field declared as string holds other bytes.</summary>
    public const string InvalidUtf8 = "string field contains invalid UTF-8";
}
