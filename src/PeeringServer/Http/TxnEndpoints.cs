using PeeringServer.Core.GoJson;
using PeeringServer.Core.GoText;
using PeeringServer.Core.KeyValue;
using PeeringServer.Http.Wire;

namespace PeeringServer.Http;

/// <summary>Transactions on keys.</summary>
internal static class TxnEndpoints
{
    private const int MaxOperations = 128;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapConsul(HttpMethods.Put, KvRoutes.Transaction, RunAsync).DescribedAs(StoreDescriptions.Transaction);

    private static async ValueTask<ConsulResponse> RunAsync(ConsulRequest request)
    {
        var operations = await ReadAsync(request).ConfigureAwait(false);
        var isRead = !operations.Any(static operation => operation.ForeignKind is not null || KeyValueVerbs.IsWrite(operation.Verb));
        if (isRead && !request.TryReadQuery(out _, out var refusal))
        {
            return refusal;
        }

        request.RequireOwnDatacenter();
        var outcome = request.Cluster.Transactions.Run(operations, request.Caller);
        var hasFailed = outcome.Faults.Count > 0;
        var results = hasFailed ? null : outcome.Results.Select(static entry => new TransactionResultJson(KvEntryJson.From(entry))).ToArray();
        var errors = hasFailed ? outcome.Faults.Select(static fault => new TransactionErrorJson(fault.Operation, fault.What)).ToArray() : null;
        var answer = isRead
            ? ConsulResponse.Json(request, new TransactionReadJson(results, errors), static context => context.TransactionReadJson)
            : ConsulResponse.Json(request, new TransactionJson(results, errors), static context => context.TransactionJson);
        if (isRead)
        {
            request.Context.Response.Headers[ConsulHeaders.LastContact] = ConsulHeaders.NoDelay;
            request.Context.Response.Headers[ConsulHeaders.KnownLeader] = ConsulHeaders.IsKnown;
        }

        return hasFailed ? answer with { Status = StatusCodes.Status409Conflict } : answer;
    }

    /// <exception cref="HttpRefusalException">The body is too long, or cannot be decoded, or holds too much.</exception>
    private static async ValueTask<IReadOnlyList<KeyValueOperation>> ReadAsync(ConsulRequest request)
    {
        var limits = request.Options.Http;
        var longest = Math.Max(limits.MaxTransactionSize, limits.MaxValueSize);
        if (request.Context.Request.ContentLength is { } length && length > longest)
        {
            throw new HttpRefusalException(StatusCodes.Status413PayloadTooLarge, KvTexts.TransactionTooLarge(length, longest));
        }

        var body = await request.ReadBodyAsync(Unreadable).ConfigureAwait(false);
        try
        {
            var operations = TransactionTypes.Read(GoJsonDecoder.DecodeStream(body, TransactionTypes.Operations, disallowUnknownFields: true));
            return Checked(operations, limits.MaxValueSize);
        }
        catch (GoJsonException fault)
        {
            throw Unreadable(fault.Message);
        }
    }

    private static HttpRefusalException Unreadable(string fault) => new(StatusCodes.Status400BadRequest, KvTexts.UnreadableTransaction(fault));

    private static IReadOnlyList<KeyValueOperation> Checked(IReadOnlyList<KeyValueOperation> operations, long longestValue)
    {
        if (operations.Count > MaxOperations)
        {
            throw new HttpRefusalException(StatusCodes.Status413PayloadTooLarge, KvTexts.TooManyOperations(operations.Count, MaxOperations));
        }

        return operations.FirstOrDefault(operation => operation.Entry.Value.Length > longestValue) is { } large
            ? throw new HttpRefusalException(
                StatusCodes.Status413PayloadTooLarge,
                KvTexts.ValueInTransactionTooLarge(GoQuote.Quote(large.Key), large.Entry.Value.Length, longestValue))
            : operations;
    }
}
