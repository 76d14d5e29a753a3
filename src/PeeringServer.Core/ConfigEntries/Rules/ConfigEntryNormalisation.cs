using System.Text.Json.Nodes;

namespace PeeringServer.Core.ConfigEntries.Rules;

/// <summary>What the server fills into entries by itself.</summary>
internal static class ConfigEntryNormalisation
{
    /// <summary>Completes an entry.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="name">Its name.</param>
    /// <param name="body">What is particular to the kind; changed in place.</param>
    public static void Apply(string kind, string name, JsonObject body)
    {
        if (kind == ConfigEntryKinds.ServiceIntentions && body["Sources"] is JsonArray sources)
        {
            body["Sources"] = new JsonArray([.. Completed(sources, name)]);
        }
    }

    /// <summary>The more exactly source and destination are named, the sooner an intention counts.</summary>
    private static IEnumerable<JsonNode?> Completed(JsonArray sources, string destination)
    {
        foreach (var source in sources.OfType<JsonObject>())
        {
            var most = destination == ConfigEntryConstants.Wildcard ? 6 : 9;
            source["Precedence"] = (string?)source["Name"] == ConfigEntryConstants.Wildcard ? most - 1 : most;
            source["Type"] = (string?)source["Type"] is { Length: > 0 } type ? type : "consul";
            foreach (var legacy in (string[])["LegacyID", "LegacyCreateTime", "LegacyUpdateTime"])
            {
                source.Remove(legacy);
            }
        }

        return sources.OfType<JsonObject>().OrderByDescending(static source => (int)source["Precedence"]!).Select(static source => source.DeepClone());
    }
}
