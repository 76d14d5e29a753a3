using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Logging;
using PeeringServer.Peerstream.Wire;

namespace PeeringServer.Peerstream.Grpc.Server;

/// <summary>Serves a port's methods: whatever reaches <see cref="HandleAsync"/> is answered as a gRPC server answers it.</summary>
internal sealed partial class GrpcEndpoints
{
    private readonly ILookup<string, GrpcMethod> _services;
    private readonly GrpcEndpointsOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<GrpcEndpoints> _logger;

    public GrpcEndpoints(GrpcEndpointsOptions options, TimeProvider time, ILogger<GrpcEndpoints> logger)
    {
        _services = options.Methods.ToLookup(method => method.Service, StringComparer.Ordinal);
        _options = options;
        _time = time;
        _logger = logger;
    }

    /// <summary>Runs one call to its end.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var request = GrpcRequest.Read(context);
        var answer = new GrpcResponse(context.Response, request.ContentType);
        if (request.Refusal is { } refusal)
        {
            answer.End(refusal.Status, refusal.HttpStatus);
            return;
        }

        PrepareForStreaming(context.Features);
        using var call = new GrpcServerCall(context, request, _time, _options.Stopping);
        var status = await RunAsync(request, call);
        if (_options.Stopping.IsCancellationRequested)
        {
            // What a peer sees of a server that goes away is the end of the connection, not of the call.
            context.Features.Get<IConnectionLifetimeFeature>()?.Abort();
        }
        else if (!context.RequestAborted.IsCancellationRequested)
        {
            answer.End(status);
        }
    }

    private static void PrepareForStreaming(IFeatureCollection features)
    {
        // A stream is silent for as long as it likes, and carries any number of bytes.
        if (features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null;
        }

        if (features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }
    }

    private async Task<GrpcStatus> RunAsync(GrpcRequest request, GrpcServerCall call)
    {
        try
        {
            await Find(request, call).InvokeAsync(call);
            return GrpcStatus.Ok;
        }
        catch (GrpcException e)
        {
            return e.Status;
        }
        catch (OperationCanceledException) when (call.Ended.IsCancellationRequested)
        {
            return call.EndStatus();
        }
#pragma warning disable CA1031 // The one place where a handler's fault becomes the status of its call.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.HandlerFailed(_logger, request.Path, e);
            return new GrpcStatus(GrpcStatusCode.Internal, GrpcErrorConstants.Panic);
        }
    }

    private GrpcMethod Find(GrpcRequest request, GrpcServerCall call)
    {
        if (request.Service is not { } service)
        {
            throw Unimplemented(GrpcErrorConstants.MalformedPath(request.Path));
        }

        if (!_services.Contains(service))
        {
            throw Unimplemented(GrpcErrorConstants.UnknownService(service));
        }

        var method = _services[service].FirstOrDefault(method => method.Name == request.Method)
            ?? throw Unimplemented(GrpcErrorConstants.UnknownMethod(request.Method, service));
        if (!method.OpenToPeers && _options.IsPeeringName(call.ServerName))
        {
            throw new GrpcException(GrpcStatusCode.PermissionDenied, GrpcErrorConstants.NotForPeers);
        }

        return request.Encoding is null or "" or GrpcProtocolConstants.IdentityEncoding
            ? method
            : throw Unimplemented(GrpcErrorConstants.UnknownEncoding(request.Encoding));
    }

    private static GrpcException Unimplemented(string message) => new(GrpcStatusCode.Unimplemented, message);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "gRPC call {Path} failed unexpectedly")]
        public static partial void HandlerFailed(ILogger logger, string path, Exception exception);
    }
}
