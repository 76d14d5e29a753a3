using System.Net;
using PeeringServer.Core;
using PeeringServer.Core.Acl;
using PeeringServer.Http.Wire;

namespace PeeringServer.Http;

/// <summary>One request and its answer: what all of Consul's routes do before and after their own work.</summary>
internal sealed class ConsulExchange(ConsulRequest request, ConsulMuxEntry entry)
{
    public static ConsulExchange Of(HttpContext context) =>
        context.Features.Get<ConsulExchange>() ?? throw new InvalidOperationException("A route of Consul's was reached past its mux.");

    /// <summary>Runs a handler; null stands for a method that the route does not have.</summary>
    public async Task RunAsync(ConsulHandler? handler)
    {
        var context = request.Context;
        var state = request.Cluster.State;
        var wasRefusing = state.IsRefusing;
        ConsulResponse answer;
        try
        {
            answer = await AnswerOrRefusalAsync(handler).ConfigureAwait(false);
            await state.WhenDurableAsync(wasRefusing, request.Cancellation).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is ClientLeftException || (fault is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested))
        {
            // Nobody is left to answer.
            return;
        }
        catch (RefusalException refusal)
        {
            answer = Describe(refusal);
        }

        // Not before there is an answer: a query that waits holds no headers meanwhile.
        ConsulWriter.AddConfiguredHeaders(context, request.Options);
        ConsulWriter.AddAgentHeaders(context, request.Cluster.Options.Acl.DefaultPolicy == AclDefaultPolicy.Allow);
        await ConsulWriter.WriteAsync(context, answer, request.ParameterFault).ConfigureAwait(false);
    }

    /// <summary>What a refusal says may come from a write that is not kept yet, as much as what an answer says. Only that nothing can be kept is told without a wait.</summary>
    private async ValueTask<ConsulResponse> AnswerOrRefusalAsync(ConsulHandler? handler)
    {
        try
        {
            return await AnswerAsync(handler).ConfigureAwait(false);
        }
        catch (HttpRefusalException refusal)
        {
            return ConsulResponse.Text(refusal.Status, refusal.Message);
        }
        catch (RefusalException refusal) when (refusal.Kind != RefusalKind.NotKept)
        {
            return Describe(refusal);
        }
    }

    private ConsulResponse Describe(RefusalException refusal)
    {
        var answer = ConsulResponse.Text(StatusOf(refusal.Kind), refusal.Message);
        return request.RefusesWithQueryHeaders ? answer with { Index = 0, KnownLeader = false } : answer;
    }

    /// <summary>Checks stand in the order in which a real agent makes them.</summary>
    private ValueTask<ConsulResponse> AnswerAsync(ConsulHandler? handler)
    {
        if (!GoQuery.TryParse(request.RawQuery, out var query))
        {
            return ValueTask.FromResult(new ConsulResponse(StatusCodes.Status500InternalServerError, ConsulHeaders.PlainText, default));
        }

        request.Query = query;
        CheckBlocked();
        if (handler is null)
        {
            return MethodMissing();
        }

        CheckWriteAccess();
        return handler(request);
    }

    private ValueTask<ConsulResponse> MethodMissing()
    {
        var method = request.Context.Request.Method;
        request.Context.Response.Headers.Allow = entry.Allow;
        return ValueTask.FromResult(HttpMethods.IsOptions(method)
            ? ConsulResponse.Empty
            : ConsulResponse.Text(StatusCodes.Status405MethodNotAllowed, ConsulTexts.MethodNotAllowed(method)));
    }

    private void CheckBlocked()
    {
        foreach (var prefix in request.Options.Http.BlockEndpoints)
        {
            if (request.Path.StartsWith(prefix, StringComparison.Ordinal))
            {
                throw new HttpRefusalException(StatusCodes.Status403Forbidden, ConsulTexts.EndpointBlocked);
            }
        }
    }

    private void CheckWriteAccess()
    {
        var networks = request.Options.Http.AllowWriteFrom;
        if (networks.Count == 0 || HttpMethods.IsGet(request.Context.Request.Method) || HttpMethods.IsHead(request.Context.Request.Method))
        {
            return;
        }

        if (request.Context.Connection.RemoteIpAddress is not { } remote || !Contains(networks, remote))
        {
            throw new HttpRefusalException(StatusCodes.Status403Forbidden, ConsulTexts.WriteRestricted);
        }
    }

    private static bool Contains(IReadOnlyList<string> networks, IPAddress address) =>
        networks.Any(network => IPNetwork.TryParse(network, out var parsed) && parsed.Contains(address));

    /// <summary>The status that stands for a sort of refusal.</summary>
    public static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Denied => StatusCodes.Status403Forbidden,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        RefusalKind.Exhausted => StatusCodes.Status429TooManyRequests,
        _ => StatusCodes.Status500InternalServerError,
    };
}
