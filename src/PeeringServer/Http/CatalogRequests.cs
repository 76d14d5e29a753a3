using PeeringServer.Core;
using PeeringServer.Core.Catalog;
using PeeringServer.Core.Catalog.Filters;
using PeeringServer.Core.GoJson;
using PeeringServer.Core.GoText;
using PeeringServer.Http.Wire;

namespace PeeringServer.Http;

/// <summary>What the endpoints of the catalog and the agent look at alike.</summary>
internal static class CatalogRequests
{
    /// <exception cref="RefusalException">The request is about a datacenter other than this; there is no way to one.</exception>
    public static void RequireDatacenter(ConsulRequest request, string datacenter)
    {
        if (datacenter.Length > 0 && datacenter != request.Cluster.Options.Datacenter)
        {
            throw new RefusalException(RefusalKind.Invalid, CatalogTexts.NoPathToDatacenter);
        }
    }

    /// <exception cref="RefusalException">The <c>filter</c> parameter cannot be read, or asks for what the items do not have.</exception>
    public static CatalogFilter<T> Filter<T>(ConsulRequest request, FilterShape<T> shape)
    {
        try
        {
            return CatalogFilter<T>.Create(request.Query[CatalogParameters.Filter], shape);
        }
        catch (FilterException fault)
        {
            throw new RefusalException(RefusalKind.Invalid, CatalogWireTexts.FilterFault(fault.Message));
        }
    }

    /// <summary>Reads a body of a known type.</summary>
    /// <exception cref="HttpRefusalException">It cannot be decoded.</exception>
    public static async ValueTask<GoObject> DecodeAsync(ConsulRequest request, GoStructType type)
    {
        var body = await request.ReadBodyAsync(DecodeFailed).ConfigureAwait(false);
        try
        {
            return GoJsonDecoder.DecodeStream(body, type, disallowUnknownFields: true);
        }
        catch (GoJsonException fault)
        {
            throw DecodeFailed(fault.Message);
        }
    }

    public static HttpRefusalException DecodeFailed(string fault) => new(StatusCodes.Status400BadRequest, CatalogWireTexts.RequestDecodeFailed(fault));

    /// <summary>A flag as Go reads it; null where it is none.</summary>
    public static bool? Flag(string text) => text switch
    {
        "1" or "t" or "T" or "true" or "TRUE" or "True" => true,
        "0" or "f" or "F" or "false" or "FALSE" or "False" => false,
        _ => null,
    };

    /// <summary>The <c>enable</c> parameter of maintenance: the reason where it is to begin, null where it is to end.</summary>
    /// <exception cref="HttpRefusalException">It is missing, or no flag.</exception>
    public static string? MaintenanceReason(ConsulRequest request)
    {
        if (!request.Query.Has(CatalogParameters.Enable))
        {
            throw new HttpRefusalException(StatusCodes.Status400BadRequest, CatalogWireTexts.EnableMissing);
        }

        var enable = request.Query[CatalogParameters.Enable];
        return Flag(enable) is { } isEnabled
            ? isEnabled ? request.Query[CatalogParameters.Reason] : null
            : throw new HttpRefusalException(StatusCodes.Status400BadRequest, CatalogWireTexts.InvalidEnable(GoQuote.Quote(enable)));
    }
}
