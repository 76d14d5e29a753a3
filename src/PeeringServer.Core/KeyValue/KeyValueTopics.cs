using PeeringServer.Core.State;

namespace PeeringServer.Core.KeyValue;

/// <summary>What readers of keys wait for.</summary>
internal static class KeyValueTopics
{
    /// <summary>One key, whether it exists or not.</summary>
    public static Topic Key(string key) => new(TopicKind.Key, key);

    /// <summary>Everything that starts with a prefix.</summary>
    public static Topic Under(string prefix) => new(TopicKind.KeyPrefix, prefix);

    /// <summary>Wakes the readers of a key, and those of every prefix it has.</summary>
    public static void Touch(StateTransaction transaction, string key)
    {
        transaction.Touch(Key(key));
        for (var length = 0; length <= key.Length; length++)
        {
            transaction.Touch(Under(key[..length]));
        }
    }
}
