using System.Text.Json;

namespace PeeringServer.Core.ConfigEntries.Rules;

/// <summary>What makes an <c>exported-services</c> entry valid.</summary>
internal static class ExportedServicesRules
{
    private static readonly string[] ConsumerKinds = ["Peer", "Partition", "SamenessGroup"];

    public static string? Fault(ConfigEntry entry)
    {
        if (entry.Name != ConfigEntryKinds.ExportedServicesName)
        {
            return $"exported-services Name must be \"{ConfigEntryKinds.ExportedServicesName}\"";
        }

        return MetaRules.Fault(entry.Meta)
            ?? ConfigEntryRules.Items(entry.Body, "Services").Select(static (service, at) => ServiceFault(service, $"Services[{at}]")).FirstOrDefault(static fault => fault is not null);
    }

    private static string? ServiceFault(JsonElement service, string path)
    {
        if (ConfigEntryRules.Text(service, "Name").Length == 0)
        {
            return $"{path}: service name cannot be empty";
        }

        var consumers = ConfigEntryRules.Items(service, "Consumers");
        return consumers.Count == 0
            ? $"{path}: must have at least one consumer"
            : consumers.Select((consumer, at) => ConsumerFault(consumer, $"{path}.Consumers[{at}]")).FirstOrDefault(static fault => fault is not null);
    }

    private static string? ConsumerFault(JsonElement consumer, string path)
    {
        if (ConsumerKinds.Count(kind => ConfigEntryRules.Text(consumer, kind).Length > 0) > 1)
        {
            return $"{path}: must define at most one of Peer, Partition, or SamenessGroup";
        }

        return ConfigEntryRules.Text(consumer, "Partition") == ConfigEntryConstants.Wildcard ? $"{path}: exporting to all partitions (wildcard) is not supported"
            : ConfigEntryRules.Text(consumer, "Peer") == ConfigEntryConstants.Wildcard ? $"{path}: exporting to all peers (wildcard) is not supported"
            : null;
    }
}
