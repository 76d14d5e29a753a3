using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PeeringServer.Configuration;
using PeeringServer.Core.Acl;
using PeeringServer.Http;

namespace PeeringServer.Tests.Http;

/// <summary>Random bytes at every endpoint: always an answer, never one that a real agent would not give, and never a logged error.</summary>
public sealed class FuzzTests : ClusterTest
{
    private const int Rounds = 400;

    private const string Management = "root-secret";

    /// <summary>Paths of no endpoint; those of the endpoints come from the server.</summary>
    private static readonly string[] OtherPaths = ["/v1/nope", "/", "/_emulator/openapi.json"];

    private static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE", "OPTIONS", "FOO"];

    private static readonly string[] Rests = ["a", "", "a/b", "%22", "%ff", "00000000-0000-0000-0000-000000000000", "exported-services/default"];

    private static readonly string[] Fragments =
    [
        "{", "}", "[", "]", "\"PeerName\"", ":", ",", "\"a\"", "null", "true", "1e9", "-", "\"\\ud800\"", "\"PeeringToken\"", "\"eyJ9\"", "\"Meta\"", "\"ServerExternalAddresses\"", " ", "\n", "\u0001", "é",
    ];

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(4, true)]
    public async Task Server_UnderRandomBodies_AnswersAsARealOneWould(int seed, bool hasAcl)
    {
        var random = new Random(seed);
        var cluster = await StartAsync(hasAcl ? WithAcl : null);
        var paths = cluster.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Select(static endpoint => endpoint.Metadata.GetMetadata<ConsulRoute>()?.Pattern).OfType<string>().Distinct().ToArray();
        paths.Should().Contain("/v1/peering/token").And.Contain("/v1/kv/");
        for (var round = 0; round < Rounds; round++)
        {
            using var request = new HttpRequestMessage(new HttpMethod(Methods[random.Next(Methods.Length)]), RandomPath(random, paths) + RandomQuery(random))
            {
                Content = new ByteArrayContent(RandomBody(random)),
            };
            request.Headers.Add("X-Consul-Token", Management);

            using var answer = await cluster.Client.SendAsync(request).WaitAsync(Deadline);

            await ExpectKnownAsync(answer, request);
        }

        using var last = new HttpRequestMessage(HttpMethod.Get, "/v1/peerings");
        last.Headers.Add("X-Consul-Token", Management);
        (await cluster.Client.SendAsync(last)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Server_UnderRandomBytes_ClosesOrAnswers()
    {
        var random = new Random(4);
        var cluster = await StartAsync();
        for (var round = 0; round < 100; round++)
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(IPAddress.Loopback, cluster.Ports.Http);
            var bytes = new byte[random.Next(1, 200)];
            random.NextBytes(bytes);
            await socket.GetStream().WriteAsync(bytes);
            socket.Client.Shutdown(SocketShutdown.Send);
            using var deadline = new CancellationTokenSource(Deadline);
            await FluentActions.Awaiting(() => ReadToEndAsync(socket.GetStream(), deadline.Token)).Should().NotThrowAsync<OperationCanceledException>();
        }

        (await cluster.Client.GetAsync("/v1/peerings")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    private static async Task ReadToEndAsync(NetworkStream stream, CancellationToken cancellation)
    {
        try
        {
            await stream.CopyToAsync(Stream.Null, cancellation);
        }
        catch (IOException)
        {
            // The server cut a connection it could make nothing of.
        }
    }

    /// <summary>Of the answers with 5xx a real agent gives only those that name what it refuses, and an empty one to a query it cannot read.</summary>
    private static async Task ExpectKnownAsync(HttpResponseMessage answer, HttpRequestMessage request)
    {
        if ((int)answer.StatusCode < 500)
        {
            return;
        }

        var body = await answer.Content.ReadAsStringAsync();
        var told = $"{request.Method} {request.RequestUri} was answered with {(int)answer.StatusCode}";
        if (!GoQuery.TryParse(request.RequestUri!.Query.TrimStart('?').AsMemory(), out _))
        {
            body.Should().BeEmpty(told);
        }
        else if (request.RequestUri.AbsolutePath.StartsWith("/v1/peering", StringComparison.Ordinal))
        {
            body.Should().MatchRegex(
                "is not a valid peer name|failed to decode token|invalid character|unexpected end of JSON input|cannot unmarshal|peering token|errors? occurred|meta tags failed validation|invalid UTF-8",
                told);
        }
        else
        {
            body.Should().NotBeEmpty(told);
        }
    }

    private static AgentOptions WithAcl(AgentOptions options) => options with
    {
        Cluster = options.Cluster with { Acl = new AclOptions { Enabled = true, DefaultPolicy = AclDefaultPolicy.Deny, InitialManagementToken = Management } },
    };

    private static string RandomPath(Random random, string[] paths)
    {
        var at = random.Next(paths.Length + OtherPaths.Length);
        var path = at < paths.Length ? paths[at] : OtherPaths[at - paths.Length];
        return path.EndsWith('/') && path.Length > 1 ? path + Rests[random.Next(Rests.Length)] : path;
    }

    private static byte[] RandomBody(Random random)
    {
        if (random.Next(4) == 0)
        {
            var bytes = new byte[random.Next(60)];
            random.NextBytes(bytes);
            return bytes;
        }

        return Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => Fragments[random.Next(Fragments.Length)])));
    }

    private static string RandomQuery(Random random) => random.Next(5) switch
    {
        0 => "?index=" + random.Next(3) + "&wait=1ms",
        1 => "?pretty&stale&consistent",
        2 => "?a=b;c",
        3 => "?max_stale=" + (char)random.Next('!', '~'),
        _ => "",
    };
}
