using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PeeringServer.Peerstream.Wire;

namespace PeeringServer.Peerstream.Grpc.Server;

/// <summary>The headers of a call, checked in the order a Consul server checks them.</summary>
internal sealed record GrpcRequest
{
    private const char ServiceSeparator = '/';

    /// <summary>Why the request is no gRPC call, with the HTTP status that says so, or null.</summary>
    public (int HttpStatus, GrpcStatus Status)? Refusal { get; private init; }

    /// <summary>The content-type of the answer.</summary>
    public required string ContentType { get; init; }

    public string? Encoding { get; private init; }

    public TimeSpan? Timeout { get; private init; }

    /// <summary>Path of the call as sent, query included.</summary>
    public string Path { get; private init; } = "";

    /// <summary>Null where the path is not made of a service and a method.</summary>
    public string? Service { get; private init; }

    public string Method { get; private init; } = "";

    public static GrpcRequest Read(HttpContext context)
    {
        var contentType = context.Request.ContentType ?? "";
        if (ContentTypeCodec.Normalize(contentType) is not { } answer)
        {
            var status = new GrpcStatus(GrpcStatusCode.InvalidArgument, GrpcErrorConstants.ContentType(contentType));
            return new GrpcRequest { ContentType = GrpcProtocolConstants.ContentType, Refusal = (StatusCodes.Status415UnsupportedMediaType, status) };
        }

        TimeSpan? timeout;
        try
        {
            timeout = GrpcTimeoutCodec.Decode(context.Request.Headers[GrpcProtocolConstants.TimeoutHeader].LastOrDefault());
        }
        catch (FormatException e)
        {
            var status = new GrpcStatus(GrpcStatusCode.Internal, GrpcErrorConstants.MalformedTimeout(e.Message));
            return new GrpcRequest { ContentType = answer, Refusal = (StatusCodes.Status400BadRequest, status) };
        }

        if (context.Request.Method != HttpMethods.Post)
        {
            var status = new GrpcStatus(GrpcStatusCode.Internal, GrpcErrorConstants.Method(context.Request.Method));
            return new GrpcRequest { ContentType = answer, Refusal = (StatusCodes.Status405MethodNotAllowed, status) };
        }

        // Not Request.Path, which is unescaped: a method is looked up as it was sent.
        var path = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var split = path.LastIndexOf(ServiceSeparator);
        return new GrpcRequest
        {
            ContentType = answer,
            Encoding = context.Request.Headers[GrpcProtocolConstants.EncodingHeader].LastOrDefault(),
            Timeout = timeout,
            Path = path,
            Service = split > 0 ? path[1..split] : null,
            Method = path[(split + 1)..],
        };
    }
}
