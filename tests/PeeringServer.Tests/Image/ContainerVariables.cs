namespace PeeringServer.Tests.Image;

/// <summary>The environment that the image gives its containers.</summary>
internal static class ContainerVariables
{
    public static Dictionary<string, string> With(params (string Name, string Value)[] more)
    {
        var variables = new Dictionary<string, string>
        {
            ["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            ["ASPNETCORE_HTTP_PORTS"] = "",
            ["DOTNET_EnableDiagnostics"] = "0",
        };
        foreach (var (name, value) in more)
        {
            variables[name] = value;
        }

        return variables;
    }
}
