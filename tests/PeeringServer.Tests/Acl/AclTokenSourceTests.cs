namespace PeeringServer.Tests.Acl;

public sealed class AclTokenSourceTests : AclClusterTest
{
    private const int Found = 200;
    private const int Unknown = 403;

    /// <summary>Query, header, authorization (each null where it is not sent); the secret that counts, empty for none.</summary>
    public static TheoryData<string?, string?, string?, string> Sources => new()
    {
        { null, null, null, "" },
        { "q", "h", "Bearer b", "q" },
        { "", "h", "Bearer b", "h" },
        { null, "h", "Bearer b", "h" },
        { null, null, "Bearer b", "b" },
        { null, null, "bEaReR b", "b" },
        { null, null, "Bearer   b", "b" },
        { null, null, "Bearer b extra words", "b" },
        { null, null, "Bearer", "" },
        { null, null, "b", "" },
        { null, null, "Basic b", "" },
        { null, null, "Bearerb", "" },
        { null, " ", null, "" },
        { null, "", "Bearer b", "b" },
    };

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task Secret_FromSeveralSources_IsThatOfTheFirst(string? query, string? header, string? authorization, string expected)
    {
        // The one that counts is the only one that exists, so any other choice is refused.
        var cluster = await StartWithAclAsync(acl => acl with { InitialManagementToken = expected.Length > 0 ? expected : Management });

        var status = await StatusAsync(cluster, query, header, authorization);

        status.Should().Be(expected.Length > 0 ? Found : Unknown);
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task Secret_WithADefault_IsThatOnlyWhereNoneIsSent(string? query, string? header, string? authorization, string expected)
    {
        var cluster = await StartWithAclAsync(static acl => acl with { DefaultToken = Management });

        var status = await StatusAsync(cluster, query, header, authorization);

        status.Should().Be(expected.Length > 0 ? Unknown : Found);
    }

    private static async Task<int> StatusAsync(Testing.ConsulCluster cluster, string? query, string? header, string? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, query is null ? "/v1/peerings" : $"/v1/peerings?token={query}");
        if (header is not null)
        {
            request.Headers.TryAddWithoutValidation(TokenHeader, header).Should().BeTrue();
        }

        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization).Should().BeTrue();
        }

        using var answer = await cluster.Client.SendAsync(request).WaitAsync(Deadline);
        return (int)answer.StatusCode;
    }
}
