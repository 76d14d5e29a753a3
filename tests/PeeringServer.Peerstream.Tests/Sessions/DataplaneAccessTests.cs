using System.Net;
using PeeringServer.Core.Acl;
using PeeringServer.Peerstream.Messages;
using PeeringServer.Peerstream.Tests.Infrastructure;
using PeeringServer.Peerstream.Tests.Infrastructure.Http2;
using PeeringServer.Testing;

namespace PeeringServer.Peerstream.Tests.Sessions;

/// <summary>Who may ask for the features of a server with access control.</summary>
public sealed class DataplaneAccessTests
{
    [Theory]
    [InlineData("", "16 An ACL token must be provided (via the `x-consul-token` metadata field) to call this endpoint")]
    [InlineData("anonymous", "16 An ACL token must be provided (via the `x-consul-token` metadata field) to call this endpoint")]
    [InlineData("nobody", "16 ACL not found")]
    [InlineData("root", "0 ")]
    public async Task Features_WithAccessControl_AreForThoseWithAToken(string token, string end)
    {
        await using var cluster = await ConsulCluster.StartAsync(static options => options with
        {
            Cluster = options.Cluster with { Acl = new AclOptions { Enabled = true, InitialManagementToken = "root" } },
        }).InTime();
        await using var frames = new FrameStream(await RawClient.ConnectTlsAsync(new IPEndPoint(IPAddress.Loopback, cluster.Ports.GrpcTls), static options => options.TargetHost = "other.example"));
        await frames.StartAsync();

        await new RawCall(frames).BeginAsync((":path", Methods.DataplaneFeatures), ("x-consul-token", token));
        await new RawCall(frames).SendAsync(new GetSupportedDataplaneFeaturesRequest(), end: true);

        (await new RawCall(frames).FinishAsync()).Status.Should().Be(end);
        cluster.Errors.Should().BeEmpty();
    }
}
