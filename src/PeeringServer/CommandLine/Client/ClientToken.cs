namespace PeeringServer.CommandLine.Client;

/// <summary>Which of several ACL tokens is sent.</summary>
internal static class ClientToken
{
    /// <summary>
    /// The first there is of: the file of the flag, the flag, the file of the variable, the variable. A flag that says the
    /// same as its variable counts as not given, odd as that is: it is how consul tells a flag from a default.
    /// </summary>
    /// <exception cref="ClientSetupException">A file that the order comes to cannot be read.</exception>
    public static string Read(string? fileFlag, string? flag, ClientEnvironment environment)
    {
        var fileVariable = environment.Variable(ClientVariables.TokenFile);
        var variable = environment.Variable(ClientVariables.Token);
        var plain = flag ?? variable ?? "";
        if (fileFlag is not null && fileFlag != fileVariable)
        {
            return Load(fileFlag, environment) ?? plain;
        }

        return (flag is null || flag == variable) && fileVariable is not null
            ? Load(fileVariable, environment) ?? plain
            : plain;
    }

    private static string? Load(string file, ClientEnvironment environment)
    {
        try
        {
            return ClientFile.ReadText(file, environment).Trim() is { Length: > 0 } token ? token : null;
        }
        catch (IOException e)
        {
            // The space before the colon is consul's.
            throw new ClientSetupException($"Error loading token file {file} : {e.Message}");
        }
    }
}
