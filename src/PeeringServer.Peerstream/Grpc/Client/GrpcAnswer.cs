using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.WebUtilities;
using PeeringServer.Peerstream.Wire;

namespace PeeringServer.Peerstream.Grpc.Client;

/// <summary>Reads statuses out of the headers and trailers of an answer.</summary>
internal static class GrpcAnswer
{
    /// <summary>The status the headers end the call with, or null where messages may follow.</summary>
    public static GrpcStatus? InHeaders(HttpResponseMessage response)
    {
        return RefusalOf(response) ?? (response.Headers.NonValidated.Contains(GrpcProtocolConstants.StatusHeader) ? Read(response.Headers) : null);
    }

    /// <summary>The status after the last message.</summary>
    public static GrpcStatus InTrailers(HttpResponseMessage response)
    {
        return response.TrailingHeaders.NonValidated.Count == 0
            ? new GrpcStatus(GrpcStatusCode.Internal, GrpcErrorConstants.NoTrailers)
            : Read(response.TrailingHeaders);
    }

    /// <summary>An answer that is none of a gRPC server.</summary>
    private static GrpcStatus? RefusalOf(HttpResponseMessage response)
    {
        var faults = new List<string>();
        if (response.StatusCode != HttpStatusCode.OK)
        {
            faults.Add(GrpcErrorConstants.HttpStatus((int)response.StatusCode, ReasonPhrases.GetReasonPhrase((int)response.StatusCode)));
        }

        var contentType = Value(response.Content.Headers, GrpcProtocolConstants.ContentTypeHeader);
        if (contentType is null || ContentTypeCodec.Normalize(contentType) is null)
        {
            faults.Add(contentType is null ? GrpcErrorConstants.MissingContentType : GrpcErrorConstants.UnexpectedContentType(contentType));
        }

        return faults.Count == 0 ? null : new GrpcStatus(CodeOf(response.StatusCode), string.Join("; ", faults));
    }

    private static GrpcStatusCode CodeOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.BadRequest => GrpcStatusCode.Internal,
        HttpStatusCode.Unauthorized => GrpcStatusCode.Unauthenticated,
        HttpStatusCode.Forbidden => GrpcStatusCode.PermissionDenied,
        HttpStatusCode.NotFound => GrpcStatusCode.Unimplemented,
        HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => GrpcStatusCode.Unavailable,
        _ => GrpcStatusCode.Unknown,
    };

    private static GrpcStatus Read(HttpHeaders headers)
    {
        var text = Value(headers, GrpcProtocolConstants.StatusHeader);
        if (text is not null && !int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
        {
            return new GrpcStatus(GrpcStatusCode.Internal, GrpcErrorConstants.MalformedStatus(GrpcErrorConstants.InvalidNumber(text)));
        }

        var code = text is null ? GrpcStatusCode.Unknown : (GrpcStatusCode)int.Parse(text, CultureInfo.InvariantCulture);
        var message = PercentCodec.Decode(Value(headers, GrpcProtocolConstants.MessageHeader) ?? "");
        var details = Value(headers, GrpcProtocolConstants.StatusDetailsHeader);
        return new GrpcStatus(code, message, details is null ? null : BinaryHeaderCodec.Decode(details));
    }

    private static string? Value(HttpHeaders headers, string name)
    {
        return headers.NonValidated.TryGetValues(name, out var values) ? values.LastOrDefault() : null;
    }
}
