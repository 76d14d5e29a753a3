using PeeringServer.Core.Acl;
using PeeringServer.Core.Acl.Tokens;
using PeeringServer.Http.Wire;

namespace PeeringServer.Http;

/// <summary>Tokens: list, read, create, change, clone, delete.</summary>
internal static class AclTokenEndpoints
{
    private const string CloneSuffix = "/clone";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapAcl(HttpMethods.Get, AclRoutes.Tokens, ListAsync).DescribedAs(AclDescriptions.ListTokens);
        routes.MapAcl(HttpMethods.Put, AclRoutes.Token, CreateAsync).DescribedAs(AclDescriptions.CreateToken);
        routes.MapAcl(HttpMethods.Get, AclRoutes.TokenSelf, ReadSelfAsync).DescribedAs(AclDescriptions.ReadOwnToken);
        routes.MapAcl(HttpMethods.Get, AclRoutes.TokenById, ReadAsync).DescribedAs(AclDescriptions.ReadToken);
        routes.MapAcl(HttpMethods.Put, AclRoutes.TokenById, UpdateOrCloneAsync).DescribedAs(AclDescriptions.UpdateToken);
        routes.MapAcl(HttpMethods.Delete, AclRoutes.TokenById, DeleteAsync).DescribedAs(AclDescriptions.DeleteToken);
    }

    private static ValueTask<ConsulResponse> ListAsync(ConsulRequest request) => AclEndpoints.QueryAsync(request, async query =>
    {
        var reading = await request.Cluster.AccessControl.Reader.ListTokensAsync(query, request.Caller, request.Cancellation).ConfigureAwait(false);
        var tokens = reading.Value.Where(token => IsAskedFor(token.Token, request.Query)).Select(static token => new AclTokenJson(token)).ToArray();
        return ConsulResponse.Json(request, tokens, static context => context.AclTokenJsonArray) with { Index = reading.Index };
    });

    private static ValueTask<ConsulResponse> ReadSelfAsync(ConsulRequest request) => AclEndpoints.QueryAsync(request, async query =>
    {
        var reading = await request.Cluster.AccessControl.Reader.ReadOwnTokenAsync(request.Secret, query, request.Cancellation).ConfigureAwait(false);
        return ConsulResponse.Json(request, new AclTokenJson(reading.Value), static context => context.AclTokenJson) with { Index = reading.Index };
    });

    private static ValueTask<ConsulResponse> ReadAsync(ConsulRequest request)
    {
        var accessor = AccessorOf(request);
        return AclEndpoints.QueryAsync(request, async query =>
        {
            var reading = await request.Cluster.AccessControl.Reader.ReadTokenAsync(accessor, query, request.Caller, request.Cancellation).ConfigureAwait(false);
            var answer = request.Query.Has(AclParameters.Expanded)
                ? ConsulResponse.Json(request, new AclExpandedTokenJson(reading.Value, request.Cluster.Options), static context => context.AclExpandedTokenJson)
                : ConsulResponse.Json(request, new AclTokenJson(reading.Value), static context => context.AclTokenJson);
            return answer with { Index = reading.Index };
        });
    }

    private static async ValueTask<ConsulResponse> CreateAsync(ConsulRequest request)
    {
        var draft = await DecodeAsync(request).ConfigureAwait(false);
        return Show(request, request.Cluster.AccessControl.Tokens.Create(draft, request.Caller));
    }

    private static ValueTask<ConsulResponse> UpdateOrCloneAsync(ConsulRequest request)
    {
        var rest = request.Rest(AclRoutes.TokenById);
        return rest.EndsWith(CloneSuffix, StringComparison.Ordinal) ? CloneAsync(request, rest[..^CloneSuffix.Length]) : UpdateAsync(request, rest);
    }

    private static async ValueTask<ConsulResponse> UpdateAsync(ConsulRequest request, string accessor)
    {
        var draft = await DecodeAsync(request).ConfigureAwait(false);
        if (draft.AccessorId.Length > 0 && draft.AccessorId != accessor)
        {
            throw new HttpRefusalException(StatusCodes.Status400BadRequest, AclTexts.AccessorMismatch);
        }

        var tokens = request.Cluster.AccessControl.Tokens;
        return Show(request, accessor.Length == 0 ? tokens.Create(draft, request.Caller) : tokens.Update(draft with { AccessorId = accessor }, request.Caller));
    }

    private static async ValueTask<ConsulResponse> CloneAsync(ConsulRequest request, string accessor)
    {
        var draft = await DecodeAsync(request).ConfigureAwait(false);
        return Show(request, request.Cluster.AccessControl.Tokens.Clone(accessor, draft.Description, request.Caller));
    }

    private static ValueTask<ConsulResponse> DeleteAsync(ConsulRequest request)
    {
        var accessor = AccessorOf(request);
        AclEndpoints.RefuseEnterprise(request);
        return request.Cluster.AccessControl.Tokens.Delete(accessor, request.Secret, request.Caller)
            ? ValueTask.FromResult(ConsulResponse.Json(request, true, static context => context.Boolean))
            : throw new HttpRefusalException(StatusCodes.Status404NotFound, AclTexts.NoTokenToDelete);
    }

    private static async ValueTask<AclTokenDraft> DecodeAsync(ConsulRequest request)
    {
        AclEndpoints.RefuseEnterprise(request);
        return AclRequestTypes.TokenOf(await AclBody.DecodeAsync(request, AclRequestTypes.Token, AclTexts.TokenDecodingFailed).ConfigureAwait(false));
    }

    private static ConsulResponse Show(ConsulRequest request, AclToken token) =>
        ConsulResponse.Json(request, new AclTokenJson(AclReader.View(request.Cluster.State.Current.Acl, token, showsSecret: true)), static context => context.AclTokenJson);

    /// <summary>There are no roles and no auth methods, so no token has one.</summary>
    private static bool IsAskedFor(AclToken token, GoQuery query) =>
        query[AclParameters.Role].Length == 0
        && query[AclParameters.AuthMethod].Length == 0
        && (query[AclParameters.Policy] is not { Length: > 0 } policy || token.PolicyIds.Contains(policy, StringComparer.OrdinalIgnoreCase))
        && (query[AclParameters.ServiceName] is not { Length: > 0 } service || token.ServiceIdentities.Any(identity => identity.ServiceName == service));

    private static string AccessorOf(ConsulRequest request) => request.Rest(AclRoutes.TokenById) is { Length: > 0 } accessor
        ? accessor
        : throw new HttpRefusalException(StatusCodes.Status400BadRequest, AclTexts.AccessorMissing);
}
