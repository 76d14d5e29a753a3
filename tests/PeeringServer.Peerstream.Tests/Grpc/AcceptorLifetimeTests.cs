using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Logging.Abstractions;
using PeeringServer.Peerstream.Grpc;
using PeeringServer.Peerstream.Grpc.Server;
using PeeringServer.Peerstream.Messages;
using PeeringServer.Peerstream.Tests.Infrastructure;
using PeeringServer.Peerstream.Tests.Infrastructure.Http2;

namespace PeeringServer.Peerstream.Tests.Grpc;

/// <summary>How calls end from outside, and that nothing of them stays.</summary>
public sealed class AcceptorLifetimeTests
{
    private static readonly ReplicationMessage Heartbeat = new() { Heartbeat = new() };

    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Exception> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Handler_OfAStreamTheClientResets_SeesItCanceled()
    {
        await using var server = await TestServer.StartAsync([Waiting()]);
        await using var frames = await RawClient.StartAsync(server.Plaintext);
        await BeginStreamAsync(frames);

        await frames.ResetAsync(1, error: 8);

        (await _ended.Task.InTime()).Should().BeOfType<GrpcException>().Which.Status.Should().Be(new GrpcStatus(GrpcStatusCode.Canceled, "context canceled"));
    }

    [Fact]
    public async Task Handler_OfAStreamWhoseConnectionIsLost_SeesItCanceled()
    {
        await using var server = await TestServer.StartAsync([Waiting()]);
        await using (var frames = await RawClient.StartAsync(server.Plaintext))
        {
            await BeginStreamAsync(frames);
            await server.Connections.Become(1);
        }

        (await _ended.Task.InTime()).Should().BeOfType<GrpcException>().Which.Status.Code.Should().Be(GrpcStatusCode.Canceled);
        await server.Connections.Become(0);
    }

    [Fact]
    public async Task Stream_WhoseDeadlinePasses_EndsWithCodeFour()
    {
        var time = new ManualTimeProvider();
        await using var server = await TestServer.StartAsync([Waiting()], time);
        await using var frames = await RawClient.StartAsync(server.Plaintext);
        await BeginStreamAsync(frames, ("grpc-timeout", "1500m"));

        time.Advance(TimeSpan.FromSeconds(1));
        _ended.Task.IsCompleted.Should().BeFalse();
        time.Advance(TimeSpan.FromSeconds(1));

        (await new RawCall(frames).FinishAsync()).Status.Should().Be("4 context deadline exceeded");
        (await _ended.Task.InTime()).Should().BeOfType<GrpcException>();
    }

    [Fact]
    public async Task Handler_WaitingForSomethingElse_IsToldOfTheDeadlineByItsCall()
    {
        var time = new ManualTimeProvider();
        var method = Methods.Stream(stream =>
        {
            _begun.SetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, time, stream.Call.Ended);
        });
        await using var server = await TestServer.StartAsync([method], time);
        await using var frames = await RawClient.StartAsync(server.Plaintext);
        await BeginStreamAsync(frames, ("grpc-timeout", "1S"));

        time.Advance(TimeSpan.FromSeconds(1));

        (await new RawCall(frames).FinishAsync()).Status.Should().Be("4 context deadline exceeded");
    }

    [Fact]
    public async Task Server_ThatStops_EndsItsStreamsByClosingTheConnection()
    {
        var server = await TestServer.StartAsync([Waiting()]);
        await using (server)
        {
            await using var frames = new FrameStream(await RawClient.ConnectTlsAsync(server.Tls));
            await frames.StartAsync();
            await BeginStreamAsync(frames);

            var stopping = server.StopAsync();

            var readToEnd = async () =>
            {
                while (true)
                {
                    await frames.ReadAsync();
                }
            };
            await readToEnd.Should().ThrowAsync<IOException>();
            await stopping.InTime();
            (await _ended.Task.InTime()).Should().BeOfType<GrpcException>();
        }
    }

    [Fact]
    public async Task Handler_ThatFails_EndsItsCallAsAPanicDoes()
    {
        await using var server = await TestServer.StartAsync([Methods.Exchange((_, _) => throw new InvalidDataException("no word of this to the client"))]);
        server.ExpectedErrors = 1;
        await using var frames = await RawClient.StartAsync(server.Plaintext);

        await new RawCall(frames).BeginAsync();
        await new RawCall(frames).SendAsync(new ExchangeSecretRequest(), end: true);

        (await new RawCall(frames).FinishAsync()).Status.Should().Be("13 grpc: panic serving request");
    }

    [Fact]
    public async Task Handler_ThatRefusesWithDetails_SendsThemToo()
    {
        var details = new Status { Code = 9, Message = "m" }.ToByteString();
        await using var server = await TestServer.StartAsync(
            [Methods.Exchange((_, _) => throw new GrpcException(new GrpcStatus(GrpcStatusCode.FailedPrecondition, "100 % ünmet", details)))]);
        await using var frames = await RawClient.StartAsync(server.Plaintext);

        await new RawCall(frames).BeginAsync();
        await new RawCall(frames).SendAsync(new ExchangeSecretRequest(), end: true);

        var answer = await new RawCall(frames).FinishAsync();
        answer.First(0, "grpc-status").Should().Be("9");
        answer.First(0, "grpc-message").Should().Be("100 %25 %C3%BCnmet");
        answer.First(0, "grpc-status-details-bin").Should().Be("CAkSAW0");
    }

    [Fact]
    public async Task Call_WhateverTheServerDemandsOtherwise_MayBeSlowAndLong()
    {
        var context = new DefaultHttpContext();
        var limits = new BodyLimits();
        context.Features.Set<IHttpMinRequestBodyDataRateFeature>(limits);
        context.Features.Set<IHttpMaxRequestBodySizeFeature>(limits);
        context.Request.Method = "POST";
        context.Request.ContentType = "application/grpc";
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = Methods.StreamResources;
        var endpoints = new GrpcEndpoints(new GrpcEndpointsOptions { Methods = [] }, TimeProvider.System, NullLogger<GrpcEndpoints>.Instance);

        await endpoints.HandleAsync(context);

        limits.MinDataRate.Should().BeNull();
        limits.MaxRequestBodySize.Should().BeNull();
    }

    [Fact]
    public async Task Garbage_InsteadOfFrames_ClosesTheConnection()
    {
        await using var server = await TestServer.StartAsync([Methods.StreamEcho()]);
        await using var stream = await RawClient.ConnectTlsAsync(server.Tls);

        await stream.WriteAsync(new byte[200]);

        while (await stream.ReadAsync(new byte[1000]).InTime() > 0)
        {
            // A word of farewell is allowed.
        }

        await server.Connections.Become(0);
    }

    [Fact]
    public async Task Frame_LargerThanAllowed_ClosesTheConnectionAndEndsItsStreams()
    {
        await using var server = await TestServer.StartAsync([Waiting()]);
        await using var frames = await RawClient.StartAsync(server.Plaintext);
        await BeginStreamAsync(frames);

        await frames.SendAsync(FrameType.Data, 0, 1, new byte[16385]);

        (await frames.ReadAsync(FrameType.GoAway)).Payload[7].Should().Be(6, "FRAME_SIZE_ERROR");
        (await _ended.Task.InTime()).Should().BeOfType<GrpcException>();
        await server.Connections.Become(0);
    }

    /// <summary>A stream that reads until something stops it.</summary>
    private GrpcMethod Waiting() => Methods.Stream(async stream =>
    {
        _begun.SetResult();
        try
        {
            while (await stream.ReadAsync(CancellationToken.None) is not null)
            {
            }
        }
        catch (Exception e)
        {
            _ended.SetResult(e);
            throw;
        }
    });

    private async Task BeginStreamAsync(FrameStream frames, (string, string?)? header = null)
    {
        await new RawCall(frames).BeginAsync([(":path", Methods.StreamResources), .. header is { } more ? [more] : Array.Empty<(string, string?)>()]);
        await new RawCall(frames).SendAsync(Heartbeat);
        await _begun.Task.InTime();
    }

    private sealed class BodyLimits : IHttpMinRequestBodyDataRateFeature, IHttpMaxRequestBodySizeFeature
    {
        public MinDataRate? MinDataRate { get; set; } = new(240, TimeSpan.FromSeconds(5));

        public bool IsReadOnly => false;

        public long? MaxRequestBodySize { get; set; } = 30_000_000;
    }
}
