using PeeringServer.Core.KeyValue;
using PeeringServer.Core.State;
using PeeringServer.Http.Wire;

namespace PeeringServer.Http;

/// <summary>The key/value store.</summary>
internal static class KvEndpoints
{
    private static readonly ConsulResponse Missing = new(StatusCodes.Status404NotFound, null, default);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapConsul(HttpMethods.Get, KvRoutes.Kv, GetAsync, "key").DescribedAs(StoreDescriptions.GetKey);
        routes.MapConsul(HttpMethods.Put, KvRoutes.Kv, PutAsync, "key").DescribedAs(StoreDescriptions.PutKey);
        routes.MapConsul(HttpMethods.Delete, KvRoutes.Kv, DeleteAsync, "key").DescribedAs(StoreDescriptions.DeleteKey);
    }

    private static async ValueTask<ConsulResponse> GetAsync(ConsulRequest request)
    {
        if (!request.TryReadQuery(out var query, out var refusal))
        {
            return refusal;
        }

        if (request.Query.Has(KvRoutes.Keys))
        {
            return await KeysAsync(request, query).ConfigureAwait(false);
        }

        var isRecursive = request.Query.Has(KvRoutes.Recurse);
        if (!isRecursive)
        {
            RequireKey(request);
        }

        request.RequireOwnScope();
        request.RequireOwnDatacenter();
        return isRecursive ? await ListAsync(request, query).ConfigureAwait(false) : await ReadAsync(request, query).ConfigureAwait(false);
    }

    private static async ValueTask<ConsulResponse> ReadAsync(ConsulRequest request, QueryOptions query)
    {
        var reading = await request.Cluster.KeyValueReader.GetAsync(KeyOf(request), query, request.Caller, request.Cancellation).ConfigureAwait(false);
        if (reading.Value is not { } entry)
        {
            return request.Of(reading, Missing);
        }

        if (!request.Query.Has(KvRoutes.Raw))
        {
            return request.Of(reading, Describe(request, [entry]));
        }

        // Values are anybody's bytes: no browser is to take them for a page.
        request.Context.Response.Headers.XContentTypeOptions = KvRoutes.ContentTypeOptions;
        request.Context.Response.Headers.ContentSecurityPolicy = KvRoutes.SandboxPolicy;
        return request.Of(reading, new ConsulResponse(StatusCodes.Status200OK, KvRoutes.RawContentType, entry.Value));
    }

    private static async ValueTask<ConsulResponse> ListAsync(ConsulRequest request, QueryOptions query)
    {
        var reading = await request.Cluster.KeyValueReader.ListAsync(KeyOf(request), query, request.Caller, request.Cancellation).ConfigureAwait(false);
        return request.Of(reading, reading.Value.Count == 0 ? Missing : Describe(request, reading.Value));
    }

    private static async ValueTask<ConsulResponse> KeysAsync(ConsulRequest request, QueryOptions query)
    {
        request.RequireOwnScope();
        request.RequireOwnDatacenter();
        var prefix = KeyOf(request);
        var separator = request.Query[request.Query.Has(KvRoutes.Separator) ? KvRoutes.Separator : KvRoutes.MisspeltSeparator];
        var reading = await request.Cluster.KeyValueReader.KeysAsync(prefix, separator, query, request.Caller, request.Cancellation).ConfigureAwait(false);
        var isMissing = reading.Value.Count == 0 && prefix.Length > 0;
        return request.Of(reading, isMissing ? Missing : ConsulResponse.Json(request, reading.Value.ToArray(), static context => context.StringArray));
    }

    private static async ValueTask<ConsulResponse> PutAsync(ConsulRequest request)
    {
        if (!request.TryReadQuery(out _, out var refusal))
        {
            return refusal;
        }

        request.RequireOwnScope();
        RequireKey(request);
        RefuseTogether(request, KvRoutes.CheckAndSet, KvRoutes.Acquire, KvRoutes.Release);
        var query = request.Query;
        var entry = new KeyValueEntry(KeyOf(request)) { Flags = query.Has(KvRoutes.Flags) ? request.Number(KvRoutes.Flags) : 0 };
        ulong? index = query.Has(KvRoutes.CheckAndSet) ? request.Number(KvRoutes.CheckAndSet) : null;
        if (request.Context.Request.ContentLength is { } length && length > request.Options.Http.MaxValueSize)
        {
            throw new HttpRefusalException(StatusCodes.Status413PayloadTooLarge, KvTexts.ValueTooLarge(length, request.Options.Http.MaxValueSize));
        }

        entry = entry with { Value = await request.ReadBodyAsync().ConfigureAwait(false) };
        request.RequireOwnDatacenter();
        return request.Answer(Put(request, entry, index));
    }

    private static bool Put(ConsulRequest request, KeyValueEntry entry, ulong? index)
    {
        var (store, query) = (request.Cluster.KeyValues, request.Query);
        if (query.Has(KvRoutes.Release))
        {
            return store.Unlock(entry with { Session = query[KvRoutes.Release] }, request.Caller);
        }

        if (query.Has(KvRoutes.Acquire))
        {
            return store.Lock(entry with { Session = query[KvRoutes.Acquire] }, request.Caller);
        }

        if (index is { } expected)
        {
            return store.SetAt(entry, expected, request.Caller);
        }

        store.Set(entry, request.Caller);
        return true;
    }

    private static ValueTask<ConsulResponse> DeleteAsync(ConsulRequest request)
    {
        if (!request.TryReadQuery(out _, out var refusal))
        {
            return ValueTask.FromResult(refusal);
        }

        request.RequireOwnScope();
        RefuseTogether(request, KvRoutes.Recurse, KvRoutes.CheckAndSet);
        if (request.Query.Has(KvRoutes.Recurse))
        {
            request.RequireOwnDatacenter();
            request.Cluster.KeyValues.DeleteUnder(KeyOf(request), request.Caller);
            return ValueTask.FromResult(request.Answer(true));
        }

        RequireKey(request);
        ulong? index = request.Query.Has(KvRoutes.CheckAndSet) ? request.Number(KvRoutes.CheckAndSet) : null;
        request.RequireOwnDatacenter();
        if (index is { } expected)
        {
            return ValueTask.FromResult(request.Answer(request.Cluster.KeyValues.DeleteAt(KeyOf(request), expected, request.Caller)));
        }

        request.Cluster.KeyValues.Delete(KeyOf(request), request.Caller);
        return ValueTask.FromResult(request.Answer(true));
    }

    private static string KeyOf(ConsulRequest request) => request.Path[KvRoutes.Kv.Length..];

    private static ConsulResponse Describe(ConsulRequest request, IEnumerable<KeyValueEntry> entries) =>
        ConsulResponse.Json(request, entries.Select(KvEntryJson.From).ToArray(), static context => context.KvEntryJsonArray);

    private static void RequireKey(ConsulRequest request)
    {
        if (KeyOf(request).Length == 0)
        {
            throw new HttpRefusalException(StatusCodes.Status400BadRequest, KvTexts.MissingKey);
        }
    }

    private static void RefuseTogether(ConsulRequest request, params ReadOnlySpan<string> parameters)
    {
        var given = 0;
        foreach (var parameter in parameters)
        {
            given += request.Query.Has(parameter) ? 1 : 0;
        }

        if (given > 1)
        {
            throw new HttpRefusalException(StatusCodes.Status400BadRequest, KvTexts.ConflictingFlags(request.Query.Encode()));
        }
    }
}
