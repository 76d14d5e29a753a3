namespace PeeringServer.Http.Wire;

/// <summary>What the OpenAPI document says of Consul's endpoints, with examples as they go over the wire.</summary>
internal static class ApiDescriptions
{
    private const string PeeringTag = "Peering";
    private const string StatusTag = "Status";
    private const string ConnectTag = "Connect";

    private const string ExamplePeering =
        """
        {"ID":"462c45e8-018e-f19d-85eb-1fc1bcc2ef12","Name":"cluster-02","Meta":{"env":"production"},"State":"PENDING","StreamStatus":{"ImportedServices":null,"ExportedServices":null,"LastHeartbeat":null,"LastReceive":null,"LastSend":null},"CreateIndex":89,"ModifyIndex":89,"Remote":{"Partition":"","Datacenter":""}}
        """;

    private const string ExampleRoots =
        """
        {"ActiveRootID":"15:bf:3a:7d","TrustDomain":"7f42f496-fbc7-8692-05ed-334aa5340c1e.consul","Roots":[{"ID":"15:bf:3a:7d","Name":"Consul CA Primary Cert","SerialNumber":7,"SigningKeyID":"32:65:38","ExternalTrustDomain":"7f42f496-fbc7-8692-05ed-334aa5340c1e","NotBefore":"2026-01-02T15:04:05Z","NotAfter":"2035-12-31T15:04:05Z","RootCert":"-----BEGIN CERTIFICATE-----\n...","IntermediateCerts":null,"Active":true,"PrivateKeyType":"ec","PrivateKeyBits":256,"CreateIndex":11,"ModifyIndex":11}]}
        """;

    private static readonly ApiSchema Peering = ApiSchema.Object(
        ("ID", ApiSchema.Text),
        ("Name", ApiSchema.Text),
        ("DeletedAt", ApiSchema.Text),
        ("Meta", ApiSchema.TextMap),
        ("State", ApiSchema.Text),
        ("PeerID", ApiSchema.Text),
        ("PeerCAPems", ApiSchema.Texts),
        ("PeerServerName", ApiSchema.Text),
        ("PeerServerAddresses", ApiSchema.Texts),
        ("StreamStatus", ApiSchema.Object(
            ("ImportedServices", ApiSchema.Texts),
            ("ExportedServices", ApiSchema.Texts),
            ("LastHeartbeat", ApiSchema.Text),
            ("LastReceive", ApiSchema.Text),
            ("LastSend", ApiSchema.Text))),
        ("CreateIndex", ApiSchema.Number),
        ("ModifyIndex", ApiSchema.Number),
        ("Remote", ApiSchema.Object(("Partition", ApiSchema.Text), ("Datacenter", ApiSchema.Text), ("Locality", ApiSchema.Object(("Region", ApiSchema.Text), ("Zone", ApiSchema.Text))))));

    private static readonly ApiExample WriteDenied = Denied("write");

    private static readonly ApiExample ReadDenied = Denied("read");

    private static readonly ApiExample BadQuery = new(StatusCodes.Status400BadRequest, "A parameter makes no sense; what would have been the answer follows the text.", ConsulTexts.InvalidIndex) { Schema = ApiSchema.Text };

    private static readonly ApiExample Disabled = new(StatusCodes.Status500InternalServerError, "Peering is switched off.", "peering must be enabled to use this endpoint") { Schema = ApiSchema.Text };

    private static readonly ApiExample BadBody = new(
        StatusCodes.Status400BadRequest,
        "The body cannot be decoded, or lacks a field.",
        ConsulTexts.BodyDecodingFailed("json: unknown field \"Peer\""))
    { Schema = ApiSchema.Text };

    public static readonly ApiDescription GenerateToken = new(
        PeeringTag,
        "Generate a peering token; with the first one for a name, create the peering.",
        new(StatusCodes.Status200OK, "The token.", """{"PeeringToken":"eyJDQSI6bnVsbCwiU2Vydm..."}""") { Schema = ApiSchema.Object(("PeeringToken", ApiSchema.Text)) },
        BadBody,
        WriteDenied,
        new(StatusCodes.Status500InternalServerError, "A name or metadata that is not allowed, or the name is that of a peering that dials.", "cannot create peering with name: \"cluster-02\"; there is already an established peering") { Schema = ApiSchema.Text })
    {
        Request = """{"PeerName":"cluster-02","Meta":{"env":"production"},"ServerExternalAddresses":["203.0.113.7:8503"]}""",
        RequestSchema = ApiSchema.Object(
            ("PeerName", ApiSchema.Text), ("Partition", ApiSchema.Text), ("Meta", ApiSchema.TextMap), ("ServerExternalAddresses", ApiSchema.Texts)) with
        { Required = ["PeerName"] },
    };

    public static readonly ApiDescription Establish = new(
        PeeringTag,
        "Peer with the cluster that generated a token.",
        new(StatusCodes.Status200OK, "The secret was exchanged; the stream follows.", "{}") { Schema = ApiSchema.Object() },
        BadBody,
        new(StatusCodes.Status403Forbidden, "The caller lacks the permission, or the token was used before.", "a new peering token must be generated: invalid peering establishment secret") { Schema = ApiSchema.Text },
        new(StatusCodes.Status500InternalServerError, "A token that cannot be read, or is this cluster's own.", "peering token server addresses value is empty") { Schema = ApiSchema.Text },
        new(StatusCodes.Status503ServiceUnavailable, "No address of the token could be reached for three seconds.", "1 error occurred:\n\t* failed to exchange peering secret through address \"203.0.113.7:8503\": rpc error: code = Unavailable desc = ...\n\n") { Schema = ApiSchema.Text })
    {
        Request = """{"PeerName":"cluster-01","PeeringToken":"eyJDQSI6bnVsbCwiU2Vydm..."}""",
        RequestSchema = ApiSchema.Object(
            ("PeerName", ApiSchema.Text), ("Partition", ApiSchema.Text), ("PeeringToken", ApiSchema.Text), ("Meta", ApiSchema.TextMap)) with
        { Required = ["PeerName", "PeeringToken"] },
    };

    public static readonly ApiDescription ReadPeering = new(
        PeeringTag,
        "Read a peering.",
        new(StatusCodes.Status200OK, "The peering.", ExamplePeering) { Schema = Peering },
        BadQuery,
        new(StatusCodes.Status404NotFound, "There is none of that name.", ConsulTexts.PeeringNotFound("cluster-02")) { Schema = ApiSchema.Text },
        ReadDenied,
        Disabled)
    {
        Consistency = true,
        PathParameter = "name",
        Blocking = true,
    };

    public static readonly ApiDescription DeletePeering = new(
        PeeringTag,
        "Delete a peering, whether there is one of that name or not.",
        new(StatusCodes.Status200OK, "It is gone, or marked and being torn down."),
        new(StatusCodes.Status400BadRequest, "No name, or a partition.", ConsulTexts.PartitionParameter) { Schema = ApiSchema.Text },
        WriteDenied,
        Disabled)
    {
        PathParameter = "name",
    };

    public static readonly ApiDescription ListPeerings = new(
        PeeringTag,
        "List all peerings in the order of their names.",
        new(StatusCodes.Status200OK, "The peerings.", $"[{ExamplePeering}]") { Schema = ApiSchema.List(Peering) },
        BadQuery,
        ReadDenied,
        Disabled)
    {
        Consistency = true,
        Blocking = true,
    };

    private static ApiExample Denied(string access) => new(
        StatusCodes.Status403Forbidden,
        "The caller lacks the permission.",
        $"Permission denied: anonymous token lacks permission 'peering:{access}'. The anonymous token is used implicitly when a request does not specify a token.")
    { Schema = ApiSchema.Text };

    public static readonly ApiDescription StatusLeader = new(StatusTag, "Address of the leader.", new ApiExample(StatusCodes.Status200OK, "The one server there is.", "\"127.0.0.1:8300\""));

    public static readonly ApiDescription StatusPeers = new(StatusTag, "Addresses of the servers.", new ApiExample(StatusCodes.Status200OK, "The one server there is.", "[\"127.0.0.1:8300\"]"));

    public static readonly ApiDescription CaRoots = new(ConnectTag, "Roots of the mesh certificate authority.", new ApiExample(StatusCodes.Status200OK, "The roots.", ExampleRoots)) { Blocking = true };

    public static readonly ApiDescription AgentCaRoots = new(ConnectTag, "Roots of the mesh certificate authority, as the agent has them.", new ApiExample(StatusCodes.Status200OK, "The roots.", ExampleRoots)) { Blocking = true };
}
