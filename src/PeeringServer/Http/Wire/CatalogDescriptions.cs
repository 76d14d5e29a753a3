namespace PeeringServer.Http.Wire;

/// <summary>What the OpenAPI document says of the catalog, health, coordinates and servers.</summary>
internal static class CatalogDescriptions
{
    private const string Catalog = "Catalog";
    private const string Health = "Health";
    private const string Coordinates = "Coordinates";
    private const string Operator = "Operator";
    private const string Internal = "Internal";
    private const string NodeName = "node";
    private const string ServiceName = "service";

    private const string ExampleNode =
        """
        {"ID":"40e4a748-2192-161a-0510-9bf59fe950b5","Node":"foobar","Address":"192.168.10.10","Datacenter":"dc1","TaggedAddresses":{"lan":"192.168.10.10","wan":"10.0.10.10"},"Meta":{"env":"test"},"CreateIndex":12,"ModifyIndex":12}
        """;

    private const string ExampleCheck =
        """
        {"Node":"foobar","CheckID":"serfHealth","Name":"Serf Health Status","Status":"passing","Notes":"","Output":"Agent alive and reachable","ServiceID":"","ServiceName":"","ServiceTags":[],"Type":"","Interval":"","Timeout":"","ExposedPort":0,"Definition":{},"CreateIndex":12,"ModifyIndex":12}
        """;

    private static readonly ApiExample Done = new(StatusCodes.Status200OK, "It is so now.", "true");

    private static readonly ApiExample BadBody = new(StatusCodes.Status400BadRequest, "The body cannot be decoded.", "Request decode failed: json: unknown field \"Nope\"");

    public static readonly ApiDescription Register = new(Catalog, "Register a node, and a service and checks on it.", Done, BadBody, new(StatusCodes.Status500InternalServerError, "Something is missing.", "Must provide node"))
    {
        Request = """{"Node":"foobar","Address":"192.168.10.10","Service":{"Service":"redis","Port":8000},"Check":{"Name":"up","Status":"passing","ServiceID":"redis"}}""",
    };

    public static readonly ApiDescription Deregister = new(Catalog, "Remove a service, a check or a whole node.", Done, BadBody)
    {
        Request = """{"Node":"foobar","ServiceID":"redis"}""",
    };

    public static readonly ApiDescription Datacenters = new(Catalog, "List the datacenters: this one.", new ApiExample(StatusCodes.Status200OK, "Their names.", """["dc1"]"""));

    public static readonly ApiDescription Nodes = Reading(Catalog, "List the nodes.", $"[{ExampleNode}]");

    public static readonly ApiDescription Services = Reading(Catalog, "List the services with their tags.", """{"consul":[],"redis":["v1"]}""");

    public static readonly ApiDescription Service = Reading(Catalog, "List the instances of a service; with ?peer those imported through a peering.", "[]", ServiceName);

    public static readonly ApiDescription Connect = Reading(Catalog, "List what a service can be reached through over the mesh.", "[]", ServiceName);

    public static readonly ApiDescription Node = Reading(Catalog, "Read a node with its services by id.", "{\"Node\":" + ExampleNode + ",\"Services\":{}}", NodeName);

    public static readonly ApiDescription NodeServices = Reading(Catalog, "Read a node with its services as a list.", "{\"Node\":" + ExampleNode + ",\"Services\":[]}", NodeName);

    public static readonly ApiDescription HealthNode = Reading(Health, "List the checks of a node.", $"[{ExampleCheck}]", NodeName);

    public static readonly ApiDescription HealthChecks = Reading(Health, "List the checks of a service.", $"[{ExampleCheck}]", ServiceName);

    public static readonly ApiDescription HealthState = Reading(Health, "List the checks in a state: passing, warning, critical or any.", $"[{ExampleCheck}]", "state");

    public static readonly ApiDescription HealthService = Reading(Health, "List the instances of a service with their checks; with ?passing those that are well.", "[]", ServiceName);

    public static readonly ApiDescription HealthConnect = Reading(Health, "List what a service can be reached through over the mesh, with checks.", "[]", ServiceName);

    public static readonly ApiDescription CoordinateDatacenters = new(Coordinates, "Where the servers of each datacenter are.", new ApiExample(StatusCodes.Status200OK, "One datacenter.", "[]"));

    public static readonly ApiDescription CoordinateNodes = Reading(Coordinates, "Where the nodes are; the server tells of itself after some seconds.", "[]");

    public static readonly ApiDescription CoordinateNode = Reading(Coordinates, "Where a node is.", "[]", NodeName);

    public static readonly ApiDescription RaftConfiguration = new(Operator, "The servers: this one.", new ApiExample(StatusCodes.Status200OK, "One server that leads.", """{"Servers":[],"Index":0}"""));

    public static readonly ApiDescription AutopilotHealth = new(Operator, "How the servers are.", new ApiExample(StatusCodes.Status200OK, "Well.", """{"Healthy":true,"FailureTolerance":0,"Servers":[]}"""));

    public static readonly ApiDescription UiServices = Reading(Internal, "Sum up the services.", "[]");

    public static readonly ApiDescription UiExportedServices = Reading(Internal, "Sum up the services exported to a peer.", "[]");

    private static ApiDescription Reading(string tag, string summary, string example, string? parameter = null) =>
        new(tag, summary, new ApiExample(StatusCodes.Status200OK, "What was found.", example)) { Blocking = true, PathParameter = parameter };
}
