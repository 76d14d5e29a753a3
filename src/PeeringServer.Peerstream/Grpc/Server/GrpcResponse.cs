using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
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

        var block = _response.HasStarted ? _response.HttpContext.Features.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers : _response.Headers;
        block[GrpcProtocolConstants.StatusHeader] = ((int)status.Code).ToString(CultureInfo.InvariantCulture);
        block[GrpcProtocolConstants.MessageHeader] = PercentCodec.Encode(status.Message);
        if (status.Details is not null)
        {
            block[GrpcProtocolConstants.StatusDetailsHeader] = BinaryHeaderCodec.Encode(status.Details);
        }
    }
}
