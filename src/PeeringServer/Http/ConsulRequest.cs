using System.Buffers;
using PeeringServer.Configuration;
using PeeringServer.Core;
using PeeringServer.Core.Acl;
using PeeringServer.Http.Wire;

namespace PeeringServer.Http;

/// <summary>One request to the API, as an endpoint sees it.</summary>
internal sealed class ConsulRequest(HttpContext context, ConsulTarget target, Cluster cluster, AgentOptions options)
{
    private string? _secret;
    private IAuthorizer? _caller;

    /// <summary>What was wrong with the parameters; the answer starts with it, and goes on all the same.</summary>
    public string? ParameterFault { get; private set; }

    public HttpContext Context { get; } = context;

    public Cluster Cluster { get; } = cluster;

    public AgentOptions Options { get; } = options;

    /// <summary>The decoded path.</summary>
    public string Path => target.Path;

    /// <summary>The query string as it was sent.</summary>
    public ReadOnlyMemory<char> RawQuery => target.RawQuery;

    public GoQuery Query { get; set; } = GoQuery.Empty;

    /// <summary>The secret the request came with, or the agent's own for requests without one; empty for none.</summary>
    public string Secret => _secret ??= AclTokenSource.SecretOf(Query, Context.Request.Headers, Cluster.AccessControl);

    /// <summary>The caller's permissions.</summary>
    public IAuthorizer Caller => _caller ??= Cluster.Options.Acl.Enabled ? Cluster.AccessControl.Caller(Secret) : AllowAllAuthorizer.Instance;

    /// <summary>Whether a refusal by the domain carries the headers of a query too, as those of an answer that never came.</summary>
    public bool RefusesWithQueryHeaders { get; set; }

    /// <summary>Signalled when the client leaves or the server stops.</summary>
    public CancellationToken Cancellation => Context.RequestAborted;

    /// <summary>Whether JSON is indented; with <c>?pretty</c> it also ends in a newline.</summary>
    public bool Indented => Options.DevMode || Pretty;

    public bool Pretty => Query.Has(ConsulParameters.Pretty);

    /// <summary>What follows the route's own part of the path, decoded.</summary>
    /// <exception cref="HttpRefusalException">It is no UTF-8.</exception>
    public string Rest(string route) => target.IsUtf8
        ? target.Path[route.Length..]
        : throw new HttpRefusalException(StatusCodes.Status500InternalServerError, ConsulTexts.InvalidUtf8);

    /// <summary>Notes what is wrong with the parameters; only the first fault counts.</summary>
    public void Fault(string text) => ParameterFault ??= text;

    /// <summary>The whole body.</summary>
    /// <param name="refuse">Makes a refusal of what Go's reader says of a body that does not come as it was announced; without it the text is all there is.</param>
    /// <exception cref="HttpRefusalException">The body is not framed as it should be, or ends too early.</exception>
    /// <exception cref="ClientLeftException">The connection was cut before it was there.</exception>
    public async ValueTask<byte[]> ReadBodyAsync(Func<string, HttpRefusalException>? refuse = null)
    {
        try
        {
            return await ReadToEndAsync().ConfigureAwait(false);
        }
        catch (BadHttpRequestException fault)
        {
            var text = ConsulTexts.UnreadableBody(fault.Message);
            throw refuse?.Invoke(text) ?? new HttpRefusalException(StatusCodes.Status500InternalServerError, text);
        }
        catch (IOException fault)
        {
            throw new ClientLeftException(fault);
        }
    }

    /// <exception cref="HttpRefusalException">The request names an admin partition; there are none in the community edition.</exception>
    public void RefusePartition()
    {
        if (!string.IsNullOrEmpty(Context.Request.Headers[ConsulHeaders.Partition]))
        {
            throw new HttpRefusalException(StatusCodes.Status400BadRequest, ConsulTexts.PartitionHeader);
        }

        if (Query[ConsulParameters.Partition].Length > 0)
        {
            throw new HttpRefusalException(StatusCodes.Status400BadRequest, ConsulTexts.PartitionParameter);
        }
    }

    private async ValueTask<byte[]> ReadToEndAsync()
    {
        if (Context.Request.ContentLength == 0)
        {
            return [];
        }

        var reader = Context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(Cancellation).ConfigureAwait(false);
            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
