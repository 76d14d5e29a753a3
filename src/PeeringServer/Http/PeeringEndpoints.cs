using PeeringServer.Core.Peerings;
using PeeringServer.Core.Tokens;
using PeeringServer.Http.Wire;

namespace PeeringServer.Http;

/// <summary>Tokens, establishing, reading and deleting one peering.</summary>
internal sealed class PeeringEndpoints(PeeringEstablisher establisher, PeeringDeleter deleter)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapConsul(HttpMethods.Post, ConsulRoutes.PeeringToken, GenerateTokenAsync).DescribedAs(ApiDescriptions.GenerateToken);
        routes.MapConsul(HttpMethods.Post, ConsulRoutes.PeeringEstablish, EstablishAsync).DescribedAs(ApiDescriptions.Establish);
        routes.MapConsul(HttpMethods.Get, ConsulRoutes.Peering, ReadAsync).DescribedAs(ApiDescriptions.ReadPeering);
        routes.MapConsul(HttpMethods.Delete, ConsulRoutes.Peering, DeleteAsync).DescribedAs(ApiDescriptions.DeletePeering);
    }

    private static async ValueTask<ConsulResponse> GenerateTokenAsync(ConsulRequest request)
    {
        var body = await ConsulBody.DecodeAsync(request, PeeringRequestTypes.GenerateToken).ConfigureAwait(false);
        var name = body.GetString(PeeringRequestTypes.PeerName);
        if (name.Length == 0)
        {
            throw new HttpRefusalException(StatusCodes.Status400BadRequest, ConsulTexts.TokenNameMissing);
        }

        request.RefusePartition();
        var token = request.Cluster.Tokens.Generate(
            new GenerateTokenRequest(
                name,
                body.GetString(PeeringRequestTypes.Partition),
                body.GetStringMap(PeeringRequestTypes.Meta) ?? [],
                body.GetStrings(PeeringRequestTypes.ServerExternalAddresses) ?? []),
            request.Caller);
        return ConsulResponse.Json(request, new PeeringTokenJson(PeeringTokenCodec.Encode(token)), static context => context.PeeringTokenJson);
    }

    private async ValueTask<ConsulResponse> EstablishAsync(ConsulRequest request)
    {
        var body = await ConsulBody.DecodeAsync(request, PeeringRequestTypes.Establish).ConfigureAwait(false);
        var name = body.GetString(PeeringRequestTypes.PeerName);
        var token = body.GetString(PeeringRequestTypes.PeeringToken);
        if (name.Length == 0 || token.Length == 0)
        {
            throw new HttpRefusalException(StatusCodes.Status400BadRequest, name.Length == 0 ? ConsulTexts.EstablishNameMissing : ConsulTexts.EstablishTokenMissing);
        }

        request.RefusePartition();
        var establish = new EstablishRequest(name, token, body.GetStringMap(PeeringRequestTypes.Meta) ?? []);
        await establisher.EstablishAsync(establish, request.Caller, request.Cancellation).ConfigureAwait(false);
        return ConsulResponse.Json(request, new EmptyJson(), static context => context.EmptyJson);
    }

    private static async ValueTask<ConsulResponse> ReadAsync(ConsulRequest request)
    {
        var name = NameOf(request);
        var query = ConsulQuery.Read(request);
        var reading = await request.Cluster.Reader.ReadAsync(name, query, request.Caller, request.Cancellation).ConfigureAwait(false);
        if (reading.Value is not { } view)
        {
            throw new HttpRefusalException(StatusCodes.Status404NotFound, ConsulTexts.PeeringNotFound(name));
        }

        return ConsulResponse.Json(request, PeeringJson.From(view), static context => context.PeeringJson) with { Index = reading.Index };
    }

    private async ValueTask<ConsulResponse> DeleteAsync(ConsulRequest request)
    {
        await deleter.DeleteAsync(NameOf(request), request.Caller, request.Cancellation).ConfigureAwait(false);
        return ConsulResponse.Empty;
    }

    private static string NameOf(ConsulRequest request)
    {
        var name = request.Rest(ConsulRoutes.Peering);
        if (name.Length == 0)
        {
            throw new HttpRefusalException(StatusCodes.Status400BadRequest, ConsulTexts.NameMissing);
        }

        request.RefusePartition();
        return name;
    }
}
