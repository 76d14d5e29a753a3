namespace PeeringServer.Http.Wire;

/// <summary>What the OpenAPI document says of the agent's endpoints.</summary>
internal static class AgentDescriptions
{
    private const string Tag = "Agent";
    private const string ServiceId = "service_id";
    private const string CheckId = "check_id";

    private static readonly ApiExample Done = new(StatusCodes.Status200OK, "It is so now.");

    private static readonly ApiExample UnknownService = new(StatusCodes.Status404NotFound, "There is none of that id.", "Unknown service ID \"web\". Ensure that the service ID is passed, not the service name.");

    private static readonly ApiExample UnknownCheck = new(StatusCodes.Status404NotFound, "There is none of that id.", "Unknown check ID \"web\". Ensure that the check ID is passed, not the check name.");

    public static readonly ApiDescription Self = Shows("What this agent is and how it is configured.", """{"Config":{"Datacenter":"dc1","NodeName":"foobar","Version":"1.21.4"},"Member":{},"Meta":{}}""");

    public static readonly ApiDescription Members = Shows("The members of the cluster: this server.", """[{"Name":"foobar","Addr":"10.1.10.12","Port":8301,"Tags":{"role":"consul"},"Status":1}]""");

    public static readonly ApiDescription Version = Shows("The release whose behaviour is reproduced.", """{"SHA":"","BuildDate":"2025-08-13T15:08:00Z","HumanVersion":"1.21.4","FIPS":""}""");

    public static readonly ApiDescription Metrics = Shows("Gauges of this process.", """{"Timestamp":"2026-01-02 15:04:00 +0000 UTC","Gauges":[],"Points":[],"Counters":[],"Samples":[]}""");

    public static readonly ApiDescription Host = Shows("The machine this agent runs on.", """{"Memory":{},"CPU":[],"Host":{},"Disk":{},"CollectionTime":0,"Errors":null}""");

    public static readonly ApiDescription Reload = new(Tag, "Read the configuration again.", Done);

    public static readonly ApiDescription Leave = new(Tag, "End this agent.", Done);

    public static readonly ApiDescription ForceLeave = new(Tag, "Take a failed member out.", Done) { PathParameter = "node" };

    public static readonly ApiDescription Maintenance = new(Tag, "Put the node under maintenance (?enable=true&reason=...), or take it out.", Done);

    public static readonly ApiDescription Services = Shows("List the services registered with this agent.", "{}");

    public static readonly ApiDescription Service = new(Tag, "Read a service; with ?hash once it is another.", new ApiExample(StatusCodes.Status200OK, "The service."), UnknownService) { PathParameter = ServiceId };

    public static readonly ApiDescription ServiceRegister = new(Tag, "Register a service with this agent.", Done, new(StatusCodes.Status400BadRequest, "Something is wrong with it.", "Missing service name"))
    {
        Request = """{"Name":"redis","Port":8000,"Check":{"TTL":"30s"}}""",
    };

    public static readonly ApiDescription ServiceDeregister = new(Tag, "Remove a service.", Done, UnknownService) { PathParameter = ServiceId };

    public static readonly ApiDescription ServiceMaintenance = new(Tag, "Put a service under maintenance (?enable=true&reason=...), or take it out.", Done, UnknownService) { PathParameter = ServiceId };

    public static readonly ApiDescription HealthById = Health("How a service is.", ServiceId);

    public static readonly ApiDescription HealthByName = Health("How the services of a name are.", "service");

    public static readonly ApiDescription Checks = Shows("List the checks registered with this agent.", "{}");

    public static readonly ApiDescription CheckRegister = new(Tag, "Register a check with this agent.", Done, new(StatusCodes.Status400BadRequest, "Something is wrong with it.", "Missing check name"))
    {
        Request = """{"Name":"mem","TTL":"10s"}""",
    };

    public static readonly ApiDescription CheckDeregister = Reports("Remove a check.");

    public static readonly ApiDescription CheckPass = Reports("Report that a check passes.");

    public static readonly ApiDescription CheckWarn = Reports("Report that a check warns.");

    public static readonly ApiDescription CheckFail = Reports("Report that a check fails.");

    public static readonly ApiDescription CheckUpdate = Reports("Report the state of a check with its output.") with { Request = """{"Status":"passing","Output":"all well"}""" };

    private static ApiDescription Shows(string summary, string example) => new(Tag, summary, new ApiExample(StatusCodes.Status200OK, "What there is.", example));

    private static ApiDescription Reports(string summary) => new(Tag, summary, Done, UnknownCheck) { PathParameter = CheckId };

    private static ApiDescription Health(string summary, string parameter) => new(
        Tag,
        summary,
        new(StatusCodes.Status200OK, "Passing."),
        new(StatusCodes.Status429TooManyRequests, "Warning."),
        new(StatusCodes.Status503ServiceUnavailable, "Critical, or under maintenance."),
        new(StatusCodes.Status404NotFound, "There is none."))
    {
        PathParameter = parameter,
    };
}
