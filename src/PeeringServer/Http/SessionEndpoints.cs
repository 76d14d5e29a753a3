using System.Collections.Immutable;
using PeeringServer.Core.GoJson;
using PeeringServer.Core.Sessions;
using PeeringServer.Core.State;
using PeeringServer.Http.Wire;

namespace PeeringServer.Http;

/// <summary>Sessions, on which locks hang.</summary>
internal static class SessionEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapConsul(HttpMethods.Put, SessionRoutes.Create, CreateAsync).DescribedAs(StoreDescriptions.CreateSession);
        routes.MapConsul(HttpMethods.Put, SessionRoutes.Destroy, Destroy, "id").DescribedAs(StoreDescriptions.DestroySession);
        routes.MapConsul(HttpMethods.Put, SessionRoutes.Renew, Renew, "id").DescribedAs(StoreDescriptions.RenewSession);
        routes.MapConsul(HttpMethods.Get, SessionRoutes.Info, InfoAsync, "id").DescribedAs(StoreDescriptions.ReadSession);
        routes.MapConsul(HttpMethods.Get, SessionRoutes.Node, OfNodeAsync, "node").DescribedAs(StoreDescriptions.NodeSessions);
        routes.MapConsul(HttpMethods.Get, SessionRoutes.List, ListAsync).DescribedAs(StoreDescriptions.ListSessions);
    }

    private static async ValueTask<ConsulResponse> CreateAsync(ConsulRequest request)
    {
        request.RequireOwnScope();
        var session = new SessionRequest { Node = request.Cluster.Options.NodeName };

        // A body of unknown length is not looked at.
        if (request.Context.Request.ContentLength > 0)
        {
            session = Decode(await request.ReadBodyAsync(Unreadable).ConfigureAwait(false), session);
        }

        request.RequireOwnDatacenter();
        var created = request.Cluster.Sessions.Create(session, request.Caller);
        return ConsulResponse.Json(request, new SessionIdJson(created.Id), static context => context.SessionIdJson);
    }

    private static SessionRequest Decode(byte[] body, SessionRequest byDefault)
    {
        try
        {
            return SessionRequestTypes.Read(GoJsonDecoder.DecodeStream(body, SessionRequestTypes.Session, disallowUnknownFields: true), byDefault);
        }
        catch (GoJsonException fault)
        {
            throw Unreadable(fault.Message);
        }
    }

    private static HttpRefusalException Unreadable(string fault) => new(StatusCodes.Status400BadRequest, SessionTexts.Unreadable(EnterpriseTexts.Reword(fault)));

    private static ValueTask<ConsulResponse> Destroy(ConsulRequest request)
    {
        request.RequireOwnScope();
        var id = Named(request, SessionRoutes.Destroy, SessionTexts.MissingSession);
        request.RequireOwnDatacenter();
        request.Cluster.Sessions.Destroy(id, request.Caller);
        return ValueTask.FromResult(request.Answer(true));
    }

    private static ValueTask<ConsulResponse> Renew(ConsulRequest request)
    {
        if (!request.TryReadQuery(out _, out var refusal))
        {
            return ValueTask.FromResult(refusal);
        }

        request.RequireOwnScope();
        var id = Named(request, SessionRoutes.Renew, SessionTexts.MissingSession);
        request.RequireOwnDatacenter();
        var renewed = request.Cluster.Sessions.Renew(id, request.Caller) ?? throw new HttpRefusalException(StatusCodes.Status404NotFound, SessionTexts.NotFound(id));
        return ValueTask.FromResult(Describe(request, [renewed]));
    }

    private static ValueTask<ConsulResponse> InfoAsync(ConsulRequest request) => ReadAsync(
        request,
        query => request.Cluster.SessionReader.FindAsync(Named(request, SessionRoutes.Info, SessionTexts.MissingSession), query, request.Caller, request.Cancellation));

    private static ValueTask<ConsulResponse> OfNodeAsync(ConsulRequest request) => ReadAsync(
        request,
        query => request.Cluster.SessionReader.OfNodeAsync(Named(request, SessionRoutes.Node, SessionTexts.MissingNode), query, request.Caller, request.Cancellation));

    private static ValueTask<ConsulResponse> ListAsync(ConsulRequest request) => ReadAsync(
        request,
        query => request.Cluster.SessionReader.ListAsync(query, request.Caller, request.Cancellation));

    private static async ValueTask<ConsulResponse> ReadAsync(ConsulRequest request, Func<QueryOptions, ValueTask<Reading<ImmutableArray<Session>>>> read)
    {
        if (!request.TryReadQuery(out var query, out var refusal))
        {
            return refusal;
        }

        request.RequireOwnScope();
        request.RequireOwnDatacenter();
        request.RefusesWithQueryHeaders = true;
        var reading = await read(query).ConfigureAwait(false);
        return request.Of(reading, Describe(request, reading.Value));
    }

    private static ConsulResponse Describe(ConsulRequest request, ImmutableArray<Session> sessions) =>
        ConsulResponse.Json(request, SessionJson.From(sessions), static context => context.SessionJsonArray);

    private static string Named(ConsulRequest request, string route, string missing) => request.Path[route.Length..] is { Length: > 0 } name
        ? name
        : throw new HttpRefusalException(StatusCodes.Status400BadRequest, missing);
}
