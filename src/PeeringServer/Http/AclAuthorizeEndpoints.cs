using PeeringServer.Core.Acl;
using PeeringServer.Http.Wire;

namespace PeeringServer.Http;

/// <summary>Tells a caller what it may do, without doing it.</summary>
internal static class AclAuthorizeEndpoints
{
    private const int MaxQuestions = 64;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapAcl(HttpMethods.Post, AclRoutes.Authorize, AuthorizeAsync).DescribedAs(AclDescriptions.Authorize);

    private static async ValueTask<ConsulResponse> AuthorizeAsync(ConsulRequest request)
    {
        var questions = AclRequestTypes.QuestionsOf(await AclBody.DecodeAsync(request, AclRequestTypes.Questions, AclTexts.QuestionsDecodingFailed).ConfigureAwait(false));
        if (questions.Count > MaxQuestions)
        {
            throw new HttpRefusalException(StatusCodes.Status400BadRequest, AclTexts.TooManyQuestions(MaxQuestions));
        }

        if (questions.Count > 0)
        {
            CatalogRequests.RequireDatacenter(request, request.Query[CatalogParameters.Datacenter]);

            // Who has no valid token is told so before anything about a question is.
            request.Caller.Allows(AclPermission.OperatorRead);
        }

        var answers = questions.Select(question => question with { Allow = request.Caller.Allows(PermissionOf(question)) }).ToArray();
        return ConsulResponse.Json(request, answers, static context => context.AclAuthorizationJsonArray);
    }

    /// <exception cref="HttpRefusalException">There is no such resource, or no such access to it.</exception>
    private static AclPermission PermissionOf(AclAuthorizationJson question)
    {
        if (!AclVocabulary.Knows(question.Resource))
        {
            throw new HttpRefusalException(StatusCodes.Status400BadRequest, AclTexts.UnknownResource(question.Resource));
        }

        return AclVocabulary.PermissionFor(question.Resource, question.Segment ?? "", question.Access)
            ?? throw new HttpRefusalException(StatusCodes.Status400BadRequest, AclTexts.UnknownAccess(question.Resource, question.Access));
    }
}
