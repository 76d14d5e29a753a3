using System.Text;
using PeeringServer.Core.Acl.Policies;
using PeeringServer.Core.State;
using PeeringServer.Http.Wire;

namespace PeeringServer.Http;

/// <summary>Policies: list, read, create, change, delete.</summary>
internal static class AclPolicyEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapAcl(HttpMethods.Get, AclRoutes.Policies, ListAsync).DescribedAs(AclDescriptions.ListPolicies);
        routes.MapAcl(HttpMethods.Put, AclRoutes.Policy, CreateAsync).DescribedAs(AclDescriptions.CreatePolicy);
        routes.MapAcl(HttpMethods.Get, AclRoutes.PolicyByName, ReadByNameAsync, "name").DescribedAs(AclDescriptions.ReadPolicyByName);
        routes.MapAcl(HttpMethods.Get, AclRoutes.PolicyById, ReadAsync).DescribedAs(AclDescriptions.ReadPolicy);
        routes.MapAcl(HttpMethods.Put, AclRoutes.PolicyById, UpdateAsync).DescribedAs(AclDescriptions.UpdatePolicy);
        routes.MapAcl(HttpMethods.Delete, AclRoutes.PolicyById, DeleteAsync).DescribedAs(AclDescriptions.DeletePolicy);
    }

    private static ValueTask<ConsulResponse> ListAsync(ConsulRequest request) => AclEndpoints.QueryAsync(request, async query =>
    {
        var reading = await request.Cluster.AccessControl.Reader.ListPoliciesAsync(query, request.Caller, request.Cancellation).ConfigureAwait(false);
        var policies = reading.Value.Select(AclPolicyStubJson.From).ToArray();
        return ConsulResponse.Json(request, policies, static context => context.AclPolicyStubJsonArray) with { Index = reading.Index };
    });

    private static ValueTask<ConsulResponse> ReadAsync(ConsulRequest request)
    {
        var id = IdOf(request);
        return AclEndpoints.QueryAsync(request, async query =>
            Describe(request, await request.Cluster.AccessControl.Reader.ReadPolicyAsync(id, query, request.Caller, request.Cancellation).ConfigureAwait(false)));
    }

    private static ValueTask<ConsulResponse> ReadByNameAsync(ConsulRequest request)
    {
        var escaped = request.Rest(AclRoutes.PolicyByName);
        if (escaped.Length == 0)
        {
            throw new HttpRefusalException(StatusCodes.Status400BadRequest, AclTexts.PolicyNameMissing);
        }

        // A slash in a name is escaped by clients, and by some of them twice.
        if (!GoUrl.TryUnescape(escaped, plusIsSpace: true, out var name))
        {
            throw new HttpRefusalException(StatusCodes.Status500InternalServerError, AclTexts.InvalidEscape(escaped));
        }

        return AclEndpoints.QueryAsync(request, async query => Describe(
            request,
            await request.Cluster.AccessControl.Reader.ReadPolicyByNameAsync(Encoding.UTF8.GetString(name), query, request.Caller, request.Cancellation).ConfigureAwait(false)));
    }

    private static async ValueTask<ConsulResponse> CreateAsync(ConsulRequest request)
    {
        var draft = await DecodeAsync(request).ConfigureAwait(false);
        return draft.Id.Length > 0 ? throw new HttpRefusalException(StatusCodes.Status400BadRequest, AclTexts.PolicyIdOnCreate) : Set(request, draft);
    }

    private static async ValueTask<ConsulResponse> UpdateAsync(ConsulRequest request)
    {
        var id = request.Rest(AclRoutes.PolicyById);
        var draft = await DecodeAsync(request).ConfigureAwait(false);
        return draft.Id.Length > 0 && draft.Id != id
            ? throw new HttpRefusalException(StatusCodes.Status400BadRequest, AclTexts.PolicyIdMismatch)
            : Set(request, draft with { Id = id });
    }

    private static ValueTask<ConsulResponse> DeleteAsync(ConsulRequest request)
    {
        var id = IdOf(request);
        AclEndpoints.RefuseEnterprise(request);
        return ValueTask.FromResult(AclEndpoints.Delete(request, () => request.Cluster.AccessControl.Policies.Delete(id, request.Caller), AclTexts.NoPolicyToDelete));
    }

    private static async ValueTask<AclPolicyDraft> DecodeAsync(ConsulRequest request)
    {
        AclEndpoints.RefuseEnterprise(request);
        return AclRequestTypes.PolicyOf(await AclBody.DecodeAsync(request, AclRequestTypes.Policy, AclTexts.PolicyDecodingFailed).ConfigureAwait(false));
    }

    private static ConsulResponse Set(ConsulRequest request, AclPolicyDraft draft) =>
        ConsulResponse.Json(request, AclPolicyJson.From(request.Cluster.AccessControl.Policies.Set(draft, request.Caller)), static context => context.AclPolicyJson);

    private static ConsulResponse Describe(ConsulRequest request, Reading<AclPolicy?> reading) => reading.Value is { } policy
        ? ConsulResponse.Json(request, AclPolicyJson.From(policy), static context => context.AclPolicyJson) with { Index = reading.Index }
        : throw new HttpRefusalException(StatusCodes.Status404NotFound, AclTexts.PolicyMissing);

    private static string IdOf(ConsulRequest request) => request.Rest(AclRoutes.PolicyById) is { Length: > 0 } id
        ? id
        : throw new HttpRefusalException(StatusCodes.Status400BadRequest, AclTexts.PolicyIdMissing);
}
