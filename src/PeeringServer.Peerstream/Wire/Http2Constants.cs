namespace PeeringServer.Peerstream.Wire;

/// <summary>Numbers of HTTP/2 frames, and what is put into those that are made here.</summary>
internal static class Http2Constants
{
    /// <summary>What a client sends before its first frame, in bytes.</summary>
    public const int ClientPrefaceLength = 24;

    /// <summary>Bytes before the payload of every frame.</summary>
    public const int FrameHeaderLength = 9;

    public const byte Data = 0;
    public const byte Headers = 1;
    public const byte Settings = 4;
    public const byte Ping = 6;
    public const byte GoAway = 7;
    public const byte Continuation = 9;

    /// <summary>Flag of SETTINGS and PING.</summary>
    public const byte Acknowledgement = 1;

    /// <summary>Flag of HEADERS and CONTINUATION.</summary>
    public const byte EndHeaders = 4;

    /// <summary>Length of a PING's payload.</summary>
    public const int PingLength = 8;

    public const int EnhanceYourCalm = 11;

    public const string TooManyPings = "too_many_pings";

    /// <summary>Frame types by the names that Go gives them.</summary>
    public static readonly string[] FrameNames = ["Data", "Headers", "Priority", "RSTStream", "Settings", "PushPromise", "Ping", "GoAway", "WindowUpdate", "Continuation"];
}
