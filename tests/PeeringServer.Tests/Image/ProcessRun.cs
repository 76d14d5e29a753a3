using System.Collections;
using System.Diagnostics;

namespace PeeringServer.Tests.Image;

/// <summary>Runs a program to its end.</summary>
internal static class ProcessRun
{
    /// <summary>Long enough for a machine that is busy with other tests.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    /// <summary>Runs it with the environment of the tests; it has to succeed.</summary>
    /// <returns>What it wrote to standard output.</returns>
    public static async Task<string> SucceedAsync(string program, IEnumerable<string> arguments)
    {
        var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(static e => (string)e.Key, static e => (string)e.Value!);
        var result = await RunAsync(program, arguments, variables);
        result.ExitCode.Should().Be(0, $"{program} said {result.Output}{result.Error}");
        return result.Output;
    }

    /// <summary>Runs it with an environment of <paramref name="variables"/> and nothing else.</summary>
    public static async Task<ProcessResult> RunAsync(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> variables)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Clear();
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync().WaitAsync(Deadline);
            return new ProcessResult(process.Id, process.ExitCode, await output.WaitAsync(Deadline), await error.WaitAsync(Deadline));
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
