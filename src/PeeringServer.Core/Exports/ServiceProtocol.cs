using System.Text.Json;
using PeeringServer.Core.ConfigEntries;
using PeeringServer.Core.State;

namespace PeeringServer.Core.Exports;

/// <summary>What config entries say of how a service is spoken to.</summary>
internal static class ServiceProtocol
{
    /// <summary>The service's own protocol, else that of all proxies, else TCP.</summary>
    public static string Of(ClusterSnapshot snapshot, string service)
    {
        var own = Text(snapshot.ConfigEntries.Find(ConfigEntryKinds.ServiceDefaults, service)?.Body, "Protocol");
        if (own.Length > 0)
        {
            return own;
        }

        var proxies = snapshot.ConfigEntries.Find(ConfigEntryKinds.ProxyDefaults, ConfigEntryKinds.ProxyDefaultsName)?.Body;
        var common = Text(Member(proxies, "Config"), "protocol");
        return common.Length > 0 ? common : ExportConstants.DefaultProtocol;
    }

    private static JsonElement? Member(JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } found && found.TryGetProperty(name, out var value) ? value : null;

    private static string Text(JsonElement? parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() ?? "" : "";
}
