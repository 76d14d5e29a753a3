using System.Text;
using System.Text.Json;
using PeeringServer.Core.GoJson;

namespace PeeringServer.Core.ConfigEntries.Rules;

/// <summary>What makes a <c>proxy-defaults</c> entry valid, apart from its name.</summary>
internal static class ProxyDefaultsRules
{
    private const string FileType = "file";

    public static string? Fault(ConfigEntry entry) => AccessLogFault(entry.Body)
        ?? MetaRules.Fault(entry.Meta)
        ?? ServiceDefaultsRules.ModeFault(entry.Body);

    private static string? AccessLogFault(JsonElement body)
    {
        if (!body.TryGetProperty("AccessLogs", out var logs))
        {
            return null;
        }

        var (type, path) = (ConfigEntryRules.Text(logs, "Type"), ConfigEntryRules.Text(logs, "Path"));
        var (json, text) = (ConfigEntryRules.Text(logs, "JSONFormat"), ConfigEntryRules.Text(logs, "TextFormat"));
        return type is not ("" or "stderr" or "stdout" or FileType) ? $"invalid access log type: {type}"
            : type == FileType && path.Length == 0 ? "path must be specified when using file type access logs"
            : json.Length > 0 && text.Length > 0 ? "cannot specify both access log JSONFormat and TextFormat"
            : type != FileType && path.Length > 0 ? "path is only valid for file type access logs"
            : json.Length > 0 ? JsonFault(json)
            : null;
    }

    private static string? JsonFault(string json)
    {
        try
        {
            GoJsonDecoder.DecodeStream(Encoding.UTF8.GetBytes(json), GoType.Interface, disallowUnknownFields: false);
            return null;
        }
        catch (GoJsonException fault)
        {
            return $"invalid access log json for JSON format: {fault.Message}";
        }
    }
}
