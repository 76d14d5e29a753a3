namespace PeeringServer.Peerstream.Wire;

/// <summary>Names of the alerts by which a server ends a handshake.</summary>
internal static class TlsAlertText
{
    public static string Of(byte alert) => alert switch
    {
        0 => "close notify",
        10 => "unexpected message",
        40 => "handshake failure",
        42 => "bad certificate",
        43 => "unsupported certificate",
        46 => "unknown certificate",
        47 => "illegal parameter",
        48 => "unknown certificate authority",
        49 => "access denied",
        50 => "error decoding message",
        51 => "error decrypting message",
        70 => "protocol version not supported",
        71 => "insufficient security level",
        80 => "internal error",
        86 => "inappropriate fallback",
        109 => "missing extension",
        110 => "unsupported extension",
        112 => "unrecognized name",
        116 => "certificate required",
        120 => "no application protocol",
        _ => $"alert({alert})",
    };
}
