using PeeringServer.Core.State;

namespace PeeringServer.Core.ConfigEntries;

/// <summary>What readers of config entries wait for.</summary>
internal static class ConfigEntryTopics
{
    public static readonly Topic All = new(TopicKind.ConfigEntries);

    /// <summary>Every entry of one kind; every entry at all for the empty one.</summary>
    public static Topic OfKind(string kind) => kind.Length == 0 ? All : new(TopicKind.ConfigEntryKind, kind);

    /// <summary>One entry, whether it exists or not.</summary>
    public static Topic One(string kind, string name) => new(TopicKind.ConfigEntry, $"{kind}/{name}".ToLowerInvariant());

    public static void Touch(StateTransaction transaction, ConfigEntry entry)
    {
        transaction.Touch(All);
        transaction.Touch(OfKind(entry.Kind));
        transaction.Touch(One(entry.Kind, entry.Name));
    }
}
