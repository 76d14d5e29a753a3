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
        var asked = request.Query;
        var filter = new AclTokenFilter(asked[AclParameters.Policy], asked[AclParameters.Role], asked[AclParameters.ServiceName], asked[AclParameters.AuthMethod]);
        var reading = await request.Cluster.AccessControl.Reader.ListTokensAsync(filter, query, request.Caller, request.Cancellation).ConfigureAwait(false);
        var tokens = reading.Value.Select(static token => new AclTokenJson(token)).ToArray();
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
        return ValueTask.FromResult(AclEndpoints.Delete(request, () => request.Cluster.AccessControl.Tokens.Delete(accessor, request.Secret, request.Caller), AclTexts.NoTokenToDelete));
    }

    private static async ValueTask<AclTokenDraft> DecodeAsync(ConsulRequest request)
    {
        AclEndpoints.RefuseEnterprise(request);
        return AclRequestTypes.TokenOf(await AclBody.DecodeAsync(request, AclRequestTypes.Token, AclTexts.TokenDecodingFailed).ConfigureAwait(false));
    }

    private static ConsulResponse Show(ConsulRequest request, AclToken token) =>
        ConsulResponse.Json(request, new AclTokenJson(AclReader.View(request.Cluster.State.Current.Acl, token, showsSecret: true)), static context => context.AclTokenJson);

    private static string AccessorOf(ConsulRequest request) => request.Rest(AclRoutes.TokenById) is { Length: > 0 } accessor
        ? accessor
        : throw new HttpRefusalException(StatusCodes.Status400BadRequest, AclTexts.AccessorMissing);
}
