using PeeringServer.Core;
using PeeringServer.Core.Catalog;
using PeeringServer.Core.GoJson;
using PeeringServer.Core.GoText;
using PeeringServer.Core.Peerings;

namespace PeeringServer.Http.Wire;

/// <summary>Turns decoded bodies of the catalog's endpoints into what the domain takes.</summary>
internal static class CatalogBodies
{
    /// <exception cref="RefusalException">Something is said to come from a peer; only the peering itself brings such things.</exception>
    public static void RefusePeerName(GoObject body)
    {
        GoObject?[] parts = [body, body.GetObject("Service"), body.GetObject("Check"), .. body.GetObjects("Checks")];
        if (parts.Any(static part => part?.GetString(CatalogRequestTypes.PeerName).Length > 0))
        {
            throw new RefusalException(RefusalKind.Invalid, CatalogTexts.PeerNameGiven);
        }
    }

    public static CatalogRegistration Registration(GoObject body, string datacenter)
    {
        var node = body.GetString("Node");
        var checks = body.GetObject("Check") is { } single ? body.GetObjects("Checks").Append(single) : body.GetObjects("Checks");
        return new CatalogRegistration(new CatalogNode
        {
            Name = node,
            Id = body.GetString("ID"),
            Address = body.GetString("Address"),
            Datacenter = datacenter,
            TaggedAddresses = ValueMap<string>.From(body.GetStringMap("TaggedAddresses")),
            Meta = ValueMap<string>.From(body.GetStringMap("NodeMeta")),
            Locality = LocalityOf(body),
        })
        {
            SkipNodeUpdate = body.GetBool("SkipNodeUpdate"),
            Service = body.GetObject("Service") is { } service ? Service(service, "Service", node) : null,
            Checks = [.. checks.Select(Check)],
        };
    }

    public static CatalogDeregistration Deregistration(GoObject body) => new(body.GetString("Node"), body.GetString("ServiceID"), body.GetString("CheckID"));

    /// <summary>An instance.</summary>
    /// <param name="body">What describes it.</param>
    /// <param name="nameField">The field that holds the service's name.</param>
    /// <param name="node">Where it runs.</param>
    public static CatalogService Service(GoObject body, string nameField, string node) => new()
    {
        Node = node,
        Id = body.GetString("ID"),
        Name = body.GetString(nameField),
        Kind = body.GetString("Kind"),
        Tags = ValueList<string>.From(body.GetStrings("Tags")),
        Address = body.GetString("Address"),
        TaggedAddresses = Addresses(body, "TaggedAddresses"),
        Meta = ValueMap<string>.From(body.GetStringMap("Meta")),
        Port = (int)body.GetInt64("Port"),
        SocketPath = body.GetString("SocketPath"),
        Weights = body.GetObject("Weights") is { } weights ? new ServiceWeights((int)weights.GetInt64("Passing"), (int)weights.GetInt64("Warning")) : ServiceWeights.Default,
        EnableTagOverride = body.GetBool("EnableTagOverride"),
        Locality = LocalityOf(body),
        Proxy = body.GetObject("Proxy") is { } proxy ? Proxy(proxy) : ServiceProxy.None,
        Connect = body.GetObject("Connect") is { } connect ? new ServiceConnect(connect.GetBool("Native")) : ServiceConnect.None,
    };

    public static ValueMap<ServiceAddress>? Addresses(GoObject body, string field) => ValueMap<ServiceAddress>.From(
        body.GetMap(field)?.Select(static pair => KeyValuePair.Create(pair.Key, new ServiceAddress(((GoObject)pair.Value!).GetString("Address"), (int)((GoObject)pair.Value!).GetInt64("Port")))));

    /// <summary>The definition of a check, from fields in either spelling.</summary>
    public static CheckDefinition Definition(GoObject body) => new()
    {
        Http = body.GetString("HTTP"),
        TlsServerName = body.GetString("TLSServerName"),
        TlsSkipVerify = body.GetBool("TLSSkipVerify"),
        Header = ValueMap<ValueList<string>>.From(body.GetMap("Header")?.Select(static pair => KeyValuePair.Create(pair.Key, ValueList<string>.From(((List<object?>?)pair.Value)?.OfType<string>())))),
        Method = body.GetString("Method"),
        Body = body.GetString("Body"),
        DisableRedirects = body.GetBool("DisableRedirects"),
        Tcp = body.GetString("TCP"),
        TcpUseTls = body.GetBool("TCPUseTLS"),
        Udp = body.GetString("UDP"),
        H2Ping = body.GetString("H2PING"),
        H2PingUseTls = body.GetBool("H2PingUseTLS"),
        OsService = body.GetString("OSService"),
        ScriptArgs = ValueList<string>.From(body.GetStrings("ScriptArgs")),
        DockerContainerId = body.GetString("DockerContainerID"),
        Shell = body.GetString("Shell"),
        Grpc = body.GetString("GRPC"),
        GrpcUseTls = body.GetBool("GRPCUseTLS"),
        AliasNode = body.GetString("AliasNode"),
        AliasService = body.GetString("AliasService"),
        OutputMaxSize = body.GetInt64("OutputMaxSize"),
        Interval = Duration(body["Interval"]),
        Timeout = Duration(body["Timeout"]),
        Ttl = Duration(body["TTL"]),
        DeregisterCriticalServiceAfter = Duration(body["DeregisterCriticalServiceAfter"]),
    };

    /// <summary>A duration as a text, or as a number of nanoseconds.</summary>
    /// <exception cref="HttpRefusalException">The text is no duration.</exception>
    public static long Duration(object? value)
    {
        switch (value)
        {
            case string text:
                return GoDuration.TryParse(text, out var nanoseconds, out var fault) ? nanoseconds : throw CatalogRequests.DecodeFailed(fault);
            case double number:
                return (long)number;
            default:
                return 0;
        }
    }

    private static CatalogCheck Check(GoObject body) => new()
    {
        Node = body.GetString("Node"),
        Id = body.GetString("CheckID"),
        Name = body.GetString("Name"),
        Status = body.GetString("Status"),
        Notes = body.GetString("Notes"),
        Output = body.GetString("Output"),
        ServiceId = body.GetString("ServiceID"),
        ServiceName = body.GetString("ServiceName"),
        ServiceTags = ValueList<string>.From(body.GetStrings("ServiceTags")),
        Type = body.GetString("Type"),
        Interval = body.GetString("Interval"),
        Timeout = body.GetString("Timeout"),
        ExposedPort = (int)body.GetInt64("ExposedPort"),
        Definition = body.GetObject("Definition") is { } definition ? Definition(definition) : CheckDefinition.None,
    };

    private static ServiceProxy Proxy(GoObject body) => new()
    {
        DestinationServiceName = body.GetString("DestinationServiceName"),
        DestinationServiceId = body.GetString("DestinationServiceID"),
        LocalServiceAddress = body.GetString("LocalServiceAddress"),
        LocalServicePort = (int)body.GetInt64("LocalServicePort"),
        LocalServiceSocketPath = body.GetString("LocalServiceSocketPath"),
        Mode = body.GetString("Mode"),
        MeshGatewayMode = body.GetObject("MeshGateway")?.GetString("Mode") ?? "",
        Config = body["Config"] as string,
        Upstreams = body["Upstreams"] as string,
        Expose = body["Expose"] as string,
    };

    private static Locality? LocalityOf(GoObject body) => body.GetObject("Locality") is { } locality ? new Locality(locality.GetString("Region"), locality.GetString("Zone")) : null;
}
