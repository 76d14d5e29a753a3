using Google.Protobuf;

namespace PeeringServer.Peerstream.Grpc;

/// <summary>How a call ended.</summary>
/// <param name="Code">May be a number that has no name.</param>
/// <param name="Message">Empty on success.</param>
/// <param name="Details">The bytes of a <c>google.rpc.Status</c> with details, where there are any.</param>
internal sealed record GrpcStatus(GrpcStatusCode Code, string Message, ByteString? Details = null)
{
    public static GrpcStatus Ok { get; } = new(GrpcStatusCode.OK, "");

    /// <summary>The code as Go prints it.</summary>
    public string CodeName => Enum.IsDefined(Code) ? Code.ToString() : $"Code({(int)Code})";

    /// <summary>The text of the error as Go prints it; stands in answers of the HTTP API.</summary>
    public override string ToString() => $"rpc error: code = {CodeName} desc = {Message}";
}
