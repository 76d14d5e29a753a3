namespace PeeringServer.Peerstream.Tests.Infrastructure.Http2;

internal enum FrameType : byte
{
    Data = 0,
    Headers = 1,
    RstStream = 3,
    Settings = 4,
    Ping = 6,
    GoAway = 7,
    WindowUpdate = 8,
}
