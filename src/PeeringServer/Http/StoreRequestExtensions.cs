using System.Diagnostics.CodeAnalysis;
using PeeringServer.Core.GoText;
using PeeringServer.Core.State;
using PeeringServer.Http.Wire;

namespace PeeringServer.Http;

/// <summary>What the endpoints of keys, sessions and config entries share: how they read the parameters of a request.</summary>
internal static class StoreRequestExtensions
{
    /// <summary>Reads the parameters of a query; with one that is wrong these endpoints answer nothing but what is wrong.</summary>
    public static bool TryReadQuery(this ConsulRequest request, out QueryOptions query, [NotNullWhen(false)] out ConsulResponse? refusal)
    {
        query = ConsulQuery.Read(request);
        refusal = request.ParameterFault is null ? null : ConsulResponse.Empty;
        return refusal is null;
    }

    /// <exception cref="HttpRefusalException">The request names a namespace, a partition, or a datacenter that is not this one.</exception>
    public static void RequireOwnScope(this ConsulRequest request)
    {
        if (!string.IsNullOrEmpty(request.Context.Request.Headers[EnterpriseTexts.NamespaceHeader]))
        {
            throw new HttpRefusalException(StatusCodes.Status400BadRequest, EnterpriseTexts.InvalidNamespaceHeader);
        }

        if (request.Query[EnterpriseTexts.NamespaceParameter].Length > 0)
        {
            throw new HttpRefusalException(StatusCodes.Status400BadRequest, EnterpriseTexts.InvalidNamespaceParameter);
        }

        request.RefusePartition();
    }

    /// <exception cref="HttpRefusalException">The request names a datacenter that is not this one.</exception>
    public static void RequireOwnDatacenter(this ConsulRequest request)
    {
        if (request.Query[EnterpriseTexts.DatacenterParameter] is { Length: > 0 } datacenter && datacenter != request.Cluster.Options.Datacenter)
        {
            throw new HttpRefusalException(StatusCodes.Status500InternalServerError, EnterpriseTexts.NoPath);
        }
    }

    /// <summary>A parameter that is a number without a sign.</summary>
    /// <exception cref="HttpRefusalException">It is none; the text is Go's.</exception>
    public static ulong Number(this ConsulRequest request, string parameter) => GoNumbers.TryParseUint(request.Query[parameter], 64, out var value, out var fault)
        ? value
        : throw new HttpRefusalException(StatusCodes.Status500InternalServerError, fault);

    /// <summary>Adds to an answer what was read: its index, and to who has a token that something was left out.</summary>
    public static ConsulResponse Of<T>(this ConsulRequest request, Reading<T> reading, ConsulResponse answer) =>
        answer with { Index = reading.Index, FilteredByAcls = reading.HasHidden && request.Secret.Length > 0 };

    /// <summary>True or false as the whole answer.</summary>
    public static ConsulResponse Answer(this ConsulRequest request, bool value) => ConsulResponse.Json(request, value, static context => context.Boolean);
}
