namespace PeeringServer.Http.Wire;

/// <summary>What the OpenAPI document says of keys, sessions and config entries, with examples as they go over the wire.</summary>
internal static class StoreDescriptions
{
    private const string KvTag = "Key/value store";
    private const string SessionTag = "Sessions";
    private const string ConfigTag = "Config entries";

    private const string ExampleEntry = """{"LockIndex":0,"Key":"app/color","Flags":0,"Value":"Ymx1ZQ==","CreateIndex":21,"ModifyIndex":21}""";
    private const string ExampleSession = """{"ID":"adf4238a-882b-9ddc-4a9d-5b6758e4159e","Name":"leader","Node":"n1","LockDelay":15000000000,"Behavior":"release","TTL":"30s","NodeChecks":["serfHealth"],"ServiceChecks":null,"CreateIndex":22,"ModifyIndex":22}""";
    private const string ExampleConfigEntry = """{"Kind":"exported-services","Name":"default","Services":[{"Name":"web","Consumers":[{"Peer":"cluster-02"}]}],"Hash":7226112983041213210,"CreateIndex":23,"ModifyIndex":23}""";

    public static readonly ApiDescription GetKey = new(
        KvTag,
        "Read a key; with ?recurse all keys that start with it, with ?keys only their names, with ?raw the bare value.",
        new(StatusCodes.Status200OK, "What there is.", $"[{ExampleEntry}]"),
        new(StatusCodes.Status404NotFound, "There is nothing."))
    {
        PathParameter = "key",
        Blocking = true,
    };

    public static readonly ApiDescription PutKey = new(
        KvTag,
        "Write the body to a key; with ?cas only at an index, with ?acquire or ?release to lock or unlock it for a session.",
        new(StatusCodes.Status200OK, "Whether it was written.", "true"),
        new(StatusCodes.Status413PayloadTooLarge, "The value is too long.", KvTexts.ValueTooLarge(600000, 524288)))
    {
        PathParameter = "key",
        Request = "\"blue\"",
    };

    public static readonly ApiDescription DeleteKey = new(
        KvTag,
        "Delete a key; with ?recurse every key that starts with it, with ?cas only at an index.",
        new ApiExample(StatusCodes.Status200OK, "Whether it is gone.", "true"))
    {
        PathParameter = "key",
    };

    public static readonly ApiDescription Transaction = new(
        KvTag,
        "Run operations on keys, all or none.",
        new(StatusCodes.Status200OK, "What they did.", $$"""{"Results":[{"KV":{{ExampleEntry}}}],"Errors":null}"""),
        new(StatusCodes.Status409Conflict, "One cannot be done, so none was.", """{"Results":null,"Errors":[{"OpIndex":0,"What":"key \"app/color\" exists"}]}"""))
    {
        Request = """[{"KV":{"Verb":"set","Key":"app/color","Value":"Ymx1ZQ=="}}]""",
    };

    public static readonly ApiDescription CreateSession = new(
        SessionTag,
        "Create a session.",
        new(StatusCodes.Status200OK, "Its id.", """{"ID":"adf4238a-882b-9ddc-4a9d-5b6758e4159e"}"""),
        new(StatusCodes.Status500InternalServerError, "A time to live that is too short or too long.", "Invalid Session TTL '1000000000', must be between [10s=24h0m0s]"))
    {
        Request = """{"Name":"leader","TTL":"30s","Behavior":"release","LockDelay":"15s"}""",
    };

    public static readonly ApiDescription DestroySession = new(SessionTag, "End a session, whether there is one or not.", new ApiExample(StatusCodes.Status200OK, "It is gone.", "true")) { PathParameter = "id" };

    public static readonly ApiDescription RenewSession = new(
        SessionTag,
        "Give a session its time to live again.",
        new(StatusCodes.Status200OK, "The session.", $"[{ExampleSession}]"),
        new(StatusCodes.Status404NotFound, "There is none.", SessionTexts.NotFound("adf4238a-882b-9ddc-4a9d-5b6758e4159e")))
    {
        PathParameter = "id",
    };

    public static readonly ApiDescription ReadSession = new(SessionTag, "Read a session.", new ApiExample(StatusCodes.Status200OK, "The session, or nothing.", $"[{ExampleSession}]")) { PathParameter = "id", Blocking = true };

    public static readonly ApiDescription NodeSessions = new(SessionTag, "List the sessions of a node.", new ApiExample(StatusCodes.Status200OK, "The sessions.", $"[{ExampleSession}]")) { PathParameter = "node", Blocking = true };

    public static readonly ApiDescription ListSessions = new(SessionTag, "List all sessions.", new ApiExample(StatusCodes.Status200OK, "The sessions.", $"[{ExampleSession}]")) { Blocking = true };

    public static readonly ApiDescription PutConfigEntry = new(
        ConfigTag,
        "Write a config entry; with ?cas only at an index.",
        new(StatusCodes.Status200OK, "Whether it was written.", "true"),
        new(StatusCodes.Status400BadRequest, "The body cannot be decoded.", ConfigTexts.Unreadable("invalid config entry kind: nope")))
    {
        Request = """{"Kind":"exported-services","Name":"default","Services":[{"Name":"web","Consumers":[{"Peer":"cluster-02"}]}]}""",
    };

    public static readonly ApiDescription GetConfigEntry = new(
        ConfigTag,
        "Read a config entry by kind and name, or list those of a kind.",
        new(StatusCodes.Status200OK, "The entry, or a list.", ExampleConfigEntry),
        new(StatusCodes.Status404NotFound, "There is none.", ConfigTexts.NotFound("\"mesh\"", "\"mesh\"")))
    {
        PathParameter = "entry",
        Blocking = true,
    };

    public static readonly ApiDescription DeleteConfigEntry = new(ConfigTag, "Delete a config entry by kind and name; with ?cas only at an index.", new ApiExample(StatusCodes.Status200OK, "It is gone.", "{}")) { PathParameter = "entry" };

    public static readonly ApiDescription ExportedServices = new(
        ConfigTag,
        "List which services are exported to which peers.",
        new ApiExample(StatusCodes.Status200OK, "The services.", """[{"Service":"web","Consumers":{"Peers":["cluster-02"]}}]"""))
    {
        Blocking = true,
    };
}
