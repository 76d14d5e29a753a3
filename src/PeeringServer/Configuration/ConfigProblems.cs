namespace PeeringServer.Configuration;

/// <summary>Several problems told in one message, in the layout of Go's multierror.</summary>
internal sealed class ConfigProblems
{
    private readonly List<string> _problems = [];

    /// <summary>Adds a problem, unless it is known already.</summary>
    public void Add(string problem)
    {
        if (!_problems.Contains(problem))
        {
            _problems.Add(problem);
        }
    }

    /// <summary>Ends the reading where there was any problem.</summary>
    /// <exception cref="ConfigException">There was.</exception>
    public void ThrowIfAny()
    {
        if (_problems.Count > 0)
        {
            throw new ConfigException(Describe(_problems));
        }
    }

    /// <summary>The message for <paramref name="problems"/>, of which there is at least one; ends in an empty line.</summary>
    public static string Describe(IReadOnlyCollection<string> problems)
    {
        var head = problems.Count == 1 ? "1 error occurred:" : $"{problems.Count} errors occurred:";
        return $"{head}\n\t* {string.Join("\n\t* ", problems)}\n\n";
    }
}
