using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using PeeringServer.Peerstream.Wire;

namespace PeeringServer.Peerstream.Grpc.Server;

/// <summary>The headers and trailers of an answer.</summary>
internal readonly struct GrpcResponse
{
    private readonly HttpResponse _response;

    public GrpcResponse(HttpResponse response, string contentType)
    {
        _response = response;
        _response.Headers[HeaderNames.ContentType] = contentType;
    }

    /// <summary>Ends the call: in trailers after messages, else in the headers themselves.</summary>
    public void End(GrpcStatus status, int httpStatus = StatusCodes.Status200OK)
    {
        if (!_response.HasStarted)
        {
            _response.StatusCode = httpStatus;
        }

        Add(GrpcProtocolConstants.StatusHeader, ((int)status.Code).ToString(CultureInfo.InvariantCulture));
        Add(GrpcProtocolConstants.MessageHeader, PercentCodec.Encode(status.Message));
        if (status.Details is not null)
        {
            Add(GrpcProtocolConstants.StatusDetailsHeader, BinaryHeaderCodec.Encode(status.Details));
        }
    }

    private void Add(string name, string value)
    {
        if (_response.HasStarted)
        {
            _response.AppendTrailer(name, value);
        }
        else
        {
            _response.Headers[name] = value;
        }
    }
}
