using PeeringServer.Core;
using PeeringServer.Core.ConfigEntries;
using PeeringServer.Core.GoJson;
using PeeringServer.Core.GoText;
using PeeringServer.Core.State;
using PeeringServer.Http.Wire;

namespace PeeringServer.Http;

/// <summary>Config entries, and what they export to peers.</summary>
internal static class ConfigEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapConsul(HttpMethods.Put, ConfigRoutes.Apply, PutAsync).DescribedAs(StoreDescriptions.PutConfigEntry);
        routes.MapConsul(HttpMethods.Get, ConfigRoutes.Entries, GetAsync, "entry").DescribedAs(StoreDescriptions.GetConfigEntry);
        routes.MapConsul(HttpMethods.Delete, ConfigRoutes.Entries, Delete, "entry").DescribedAs(StoreDescriptions.DeleteConfigEntry);
        routes.MapConsul(HttpMethods.Get, ConfigRoutes.ExportedServices, ExportsAsync).DescribedAs(StoreDescriptions.ExportedServices);
    }

    private static async ValueTask<ConsulResponse> PutAsync(ConsulRequest request)
    {
        var entry = Decode(await request.ReadBodyAsync(Unreadable).ConfigureAwait(false));
        request.RequireOwnScope();
        var index = IndexOf(request);
        request.RequireOwnDatacenter();
        return request.Answer(request.Cluster.ConfigEntries.Put(entry, index, request.Caller));
    }

    private static ConfigEntry Decode(byte[] body)
    {
        try
        {
            return GoJsonDecoder.DecodeStream(body, GoType.Interface, disallowUnknownFields: false) switch
            {
                null => ConfigEntryDecoder.Decode(null),
                Dictionary<string, object?> raw => ConfigEntryDecoder.Decode(raw),
                var other => throw Unreadable(ConfigTexts.NotAnObject(ConfigEntryDecoder.KindNameOf(other))),
            };
        }
        catch (GoJsonException fault)
        {
            throw Unreadable(fault.Message);
        }
        catch (RefusalException refusal)
        {
            throw Unreadable(refusal.Message);
        }
    }

    private static ValueTask<ConsulResponse> GetAsync(ConsulRequest request)
    {
        if (!request.TryReadQuery(out var query, out var refusal))
        {
            return ValueTask.FromResult(refusal);
        }

        request.RequireOwnScope();
        request.RequireOwnDatacenter();
        return request.Path[ConfigRoutes.Entries.Length..].Split('/', 2) is [var kind, var name] ? ReadAsync(request, kind, name, query) : ListAsync(request, query);
    }

    private static async ValueTask<ConsulResponse> ReadAsync(ConsulRequest request, string kind, string name, QueryOptions query)
    {
        var reading = await request.Cluster.ConfigEntryReader.FindAsync(kind, name, query, request.Caller, request.Cancellation).ConfigureAwait(false);
        var answer = reading.Value is { } entry
            ? ConsulResponse.Json(request, new ConfigEntryJson(entry), static context => context.ConfigEntryJson)
            : ConsulResponse.Text(StatusCodes.Status404NotFound, ConfigTexts.NotFound(GoQuote.Quote(kind), GoQuote.Quote(name)));
        return request.Of(reading, answer);
    }

    private static async ValueTask<ConsulResponse> ListAsync(ConsulRequest request, QueryOptions query)
    {
        var kind = request.Path[ConfigRoutes.Entries.Length..];
        var reading = await request.Cluster.ConfigEntryReader.ListAsync(kind, query, request.Caller, request.Cancellation).ConfigureAwait(false);
        return request.Of(reading, ConsulResponse.Json(request, ConfigEntryJson.From(reading.Value), static context => context.ConfigEntryJsonArray));
    }

    private static ValueTask<ConsulResponse> Delete(ConsulRequest request)
    {
        if (request.Path[ConfigRoutes.Entries.Length..].Split('/', 2) is not [var kind, var name])
        {
            throw new HttpRefusalException(StatusCodes.Status404NotFound, ConfigTexts.NothingToDelete);
        }

        if (!ConfigEntryKinds.IsKnown(kind))
        {
            throw new HttpRefusalException(StatusCodes.Status400BadRequest, ConfigEntryConstants.InvalidKind(kind));
        }

        request.RequireOwnScope();
        var index = IndexOf(request);
        request.RequireOwnDatacenter();
        var isDeleted = request.Cluster.ConfigEntries.Delete(kind, name, index, request.Caller);
        return ValueTask.FromResult(index is null ? ConsulResponse.Json(request, new EmptyJson(), static context => context.EmptyJson) : request.Answer(isDeleted));
    }

    private static async ValueTask<ConsulResponse> ExportsAsync(ConsulRequest request)
    {
        request.RefusePartition();
        var query = ConsulQuery.Read(request);
        var reading = await request.Cluster.ConfigEntryReader.ExportsAsync(query, request.Caller, request.Cancellation).ConfigureAwait(false);
        return ConsulResponse.Json(request, ResolvedExportJson.From(reading.Value), static context => context.ResolvedExportJsonArray) with { Index = reading.Index };
    }

    private static ulong? IndexOf(ConsulRequest request) => request.Query[ConfigRoutes.CheckAndSet].Length > 0 ? request.Number(ConfigRoutes.CheckAndSet) : null;

    private static HttpRefusalException Unreadable(string fault) => new(StatusCodes.Status400BadRequest, ConfigTexts.Unreadable(fault));
}
