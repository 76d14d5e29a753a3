using PeeringServer.Core.Peerings;
using PeeringServer.Http.Wire;

namespace PeeringServer.Http;

/// <summary>The list of peerings.</summary>
internal sealed class PeeringListEndpoints
{
    private volatile RenderedList? _rendered;

    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapConsul(HttpMethods.Get, ConsulRoutes.Peerings, ListAsync).DescribedAs(ApiDescriptions.ListPeerings);

    private async ValueTask<ConsulResponse> ListAsync(ConsulRequest request)
    {
        request.RefusePartition();
        var query = ConsulQuery.Read(request);
        var reading = await request.Cluster.Reader.ListAsync(query, request.Caller, request.Cancellation).ConfigureAwait(false);
        return new ConsulResponse(StatusCodes.Status200OK, ConsulHeaders.Json, Render(request, reading.Value)) { Index = reading.Index };
    }

    /// <summary>A long list takes longer to lay out than to send, and is asked for more often than it changes: the last one is kept.</summary>
    private byte[] Render(ConsulRequest request, PeeringTable table)
    {
        var version = request.Cluster.Streams.Version;
        if (_rendered is { } kept && ReferenceEquals(kept.Table, table) && kept.StreamVersion == version && kept.Indented == request.Indented && kept.Pretty == request.Pretty)
        {
            return kept.Body;
        }

        var peerings = table.ByName.Values.Select(peering => PeeringJson.From(request.Cluster.Reader.View(peering))).ToArray();
        var body = ConsulJson.Serialize(request, peerings, static context => context.PeeringJsonArray);
        _rendered = new RenderedList(table, version, request.Indented, request.Pretty, body);
        return body;
    }

    private sealed record RenderedList(PeeringTable Table, long StreamVersion, bool Indented, bool Pretty, byte[] Body);
}
