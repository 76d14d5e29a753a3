namespace PeeringServer.CommandLine.Client;

/// <summary>What a client command takes from outside its command line; nothing below it looks at the process.</summary>
/// <param name="Lookup">Gives an environment variable, or null.</param>
/// <param name="Directory">What relative paths are relative to.</param>
/// <param name="Time">The clock for time-outs and waits.</param>
internal sealed record ClientEnvironment(Func<string, string?> Lookup, string Directory, TimeProvider Time)
{
    /// <summary>That of this process.</summary>
    public static ClientEnvironment OfProcess() => new(Environment.GetEnvironmentVariable, Environment.CurrentDirectory, TimeProvider.System);

    /// <summary>A variable's value, or null where it is not set or empty, which is the same to consul.</summary>
    public string? Variable(string name) => Lookup(name) is { Length: > 0 } value ? value : null;

    /// <summary>The first of several names that is set.</summary>
    public string? Variable(string name, string otherName) => Variable(name) ?? Variable(otherName);

    /// <summary>Where a file named on the command line is.</summary>
    public string PathOf(string file) => Path.Combine(Directory, file);
}
