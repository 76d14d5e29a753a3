namespace PeeringServer.Http.Wire;

/// <summary>What the OpenAPI document says of the access control endpoints, with examples as they go over the wire.</summary>
internal static class AclDescriptions
{
    private const string Tag = "ACL";
    private const string IdParameter = "id";

    private const string ExamplePolicy =
        """
        {"ID":"6c9a9b1e-5f5e-4c63-8f4e-0d4f0c6a7f10","Name":"peering-read","Description":"","Rules":"peering = \"read\"","Hash":"UuJ4u1u0Yk6o0qXxw8b0Q2v1cO3mVh4tqkq9m5yqf0s=","CreateIndex":22,"ModifyIndex":22}
        """;

    private const string ExamplePolicyStub =
        """
        {"ID":"00000000-0000-0000-0000-000000000001","Name":"global-management","Description":"A built-in policy that grants read and write access to all Consul features","Datacenters":null,"Hash":"UuJ4u1u0Yk6o0qXxw8b0Q2v1cO3mVh4tqkq9m5yqf0s=","CreateIndex":4,"ModifyIndex":4}
        """;

    private const string ExampleToken =
        """
        {"AccessorID":"2c0b1a9e-6a3b-4a53-9d5f-4d1c5f6b7a80","SecretID":"7d1f6f60-3b52-4f6e-8a6d-1c2b3a4d5e6f","Description":"ci","Policies":[{"ID":"6c9a9b1e-5f5e-4c63-8f4e-0d4f0c6a7f10","Name":"peering-read"}],"Local":false,"CreateTime":"2026-01-02T15:04:05Z","Hash":"UuJ4u1u0Yk6o0qXxw8b0Q2v1cO3mVh4tqkq9m5yqf0s=","CreateIndex":23,"ModifyIndex":23}
        """;

    private static readonly ApiExample Disabled = new(StatusCodes.Status401Unauthorized, "Access control is off.", AclTexts.Disabled);

    private static readonly ApiExample Denied = new(
        StatusCodes.Status403Forbidden,
        "The caller lacks the permission.",
        "Permission denied: anonymous token lacks permission 'acl:read'. The anonymous token is used implicitly when a request does not specify a token.");

    private static readonly ApiExample Done = new(StatusCodes.Status200OK, "It is gone.", "true");

    public static readonly ApiDescription Bootstrap = new(
        Tag,
        "Make the first management token.",
        new(StatusCodes.Status200OK, "The token.", ExampleToken),
        new(StatusCodes.Status403Forbidden, "There was one before.", "Permission denied: ACL bootstrap no longer allowed (reset index: 21)"),
        Disabled);

    public static readonly ApiDescription ListPolicies = Read("List all policies in the order of their names.", $"[{ExamplePolicyStub}]");

    public static readonly ApiDescription ReadPolicy = Read("Read a policy.", ExamplePolicy) with { PathParameter = IdParameter };

    public static readonly ApiDescription ReadPolicyByName = Read("Read a policy by its name.", ExamplePolicy) with { PathParameter = "name" };

    public static readonly ApiDescription CreatePolicy = Write("Create a policy.", ExamplePolicy, PolicyBody);

    public static readonly ApiDescription UpdatePolicy = Write("Change a policy.", ExamplePolicy, PolicyBody) with { PathParameter = IdParameter };

    public static readonly ApiDescription DeletePolicy = new(Tag, "Delete a policy.", Done, Denied, Disabled) { PathParameter = IdParameter };

    public static readonly ApiDescription ListTokens = Read("List all tokens, without their secrets for who may not change them.", $"[{ExampleToken}]");

    public static readonly ApiDescription ReadToken = Read("Read a token by its accessor.", ExampleToken) with { PathParameter = IdParameter };

    public static readonly ApiDescription ReadOwnToken = Read("Read the token that the request came with.", ExampleToken);

    public static readonly ApiDescription CreateToken = Write("Create a token.", ExampleToken, TokenBody);

    public static readonly ApiDescription UpdateToken = Write("Change a token, or clone one where the path ends in /clone.", ExampleToken, TokenBody) with { PathParameter = IdParameter };

    public static readonly ApiDescription DeleteToken = new(Tag, "Delete a token.", Done, Denied, Disabled) { PathParameter = IdParameter };

    public static readonly ApiDescription Authorize = Write(
        "Ask what the caller may do.",
        """[{"Resource":"peering","Access":"read","Allow":true}]""",
        """[{"Resource":"peering","Access":"read"}]""");

    private const string PolicyBody = """{"Name":"peering-read","Rules":"peering = \"read\""}""";

    private const string TokenBody = """{"Description":"ci","Policies":[{"Name":"peering-read"}],"ExpirationTTL":"1h"}""";

    private static ApiDescription Read(string summary, string example) =>
        new(Tag, summary, new ApiExample(StatusCodes.Status200OK, "What was asked for.", example), Denied, Disabled) { Blocking = true };

    private static ApiDescription Write(string summary, string example, string body) =>
        new(Tag, summary, new ApiExample(StatusCodes.Status200OK, "What was written.", example), Denied, Disabled) { Request = body };
}
