using PeeringServer.Core.GoJson;
using PeeringServer.Http.Wire;

namespace PeeringServer.Http;

/// <summary>Reads request bodies of the access control endpoints, each of which has its own words for one that cannot be decoded.</summary>
internal static class AclBody
{
    /// <summary>One JSON value of a known type; what follows it is not looked at.</summary>
    /// <exception cref="HttpRefusalException">It cannot be decoded; the text is that of Go's decoder.</exception>
    public static async ValueTask<object?> DecodeAsync(ConsulRequest request, GoType type, Func<string, string> describe)
    {
        var body = await request.ReadBodyAsync(Refused).ConfigureAwait(false);
        try
        {
            return GoJsonDecoder.DecodeStream(body, type, disallowUnknownFields: true);
        }
        catch (GoJsonException fault)
        {
            throw Refused(fault.Message);
        }

        HttpRefusalException Refused(string fault) => new(StatusCodes.Status400BadRequest, describe(AclTexts.Reworded(fault)));
    }

    /// <inheritdoc cref="DecodeAsync(ConsulRequest, GoType, Func{string, string})"/>
    public static async ValueTask<GoObject> DecodeAsync(ConsulRequest request, GoStructType type, Func<string, string> describe) =>
        (GoObject)(await DecodeAsync(request, (GoType)type, describe).ConfigureAwait(false))!;
}
