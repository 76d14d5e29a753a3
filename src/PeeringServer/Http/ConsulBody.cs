using PeeringServer.Core.GoJson;
using PeeringServer.Http.Wire;

namespace PeeringServer.Http;

/// <summary>Reads request bodies as the agent does.</summary>
internal static class ConsulBody
{
    /// <summary>One JSON object of a known type; what follows it is not looked at.</summary>
    /// <exception cref="HttpRefusalException">It cannot be decoded; the text is that of Go's decoder.</exception>
    public static async ValueTask<GoObject> DecodeAsync(ConsulRequest request, GoStructType type)
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
    }

    private static HttpRefusalException Refused(string fault) => new(StatusCodes.Status400BadRequest, ConsulTexts.BodyDecodingFailed(fault));
}
