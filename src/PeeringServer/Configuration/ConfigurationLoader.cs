namespace PeeringServer.Configuration;

internal static class ConfigurationLoader
{
    public static AgentOptions Load(string json, bool dev) => new() { DevMode = dev, UiEnabled = json.Length == 0 };
}
