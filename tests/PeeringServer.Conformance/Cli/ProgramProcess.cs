using System.Diagnostics;
using System.Text;

namespace PeeringServer.Conformance.Cli;

/// <summary>The program in a process of its own, with the variables of consul's that a script sets and no others of them.</summary>
internal sealed class ProgramProcess : IAsyncDisposable
{
    // What a shell, and .NET, add to the number of the signal that ended a process.
    private const int EndedBySignal = 128;

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private ProgramProcess(Process process)
    {
        _process = process;
        _process.StandardInput.Close();
        _output = process.StandardOutput.ReadToEndAsync();
        _error = process.StandardError.ReadToEndAsync();
    }

    public bool IsRunning => !_process.HasExited;

    private static string Program => Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "peering-server.exe" : "peering-server");

    public static ProgramProcess Start(IReadOnlyList<string> words, IReadOnlyDictionary<string, string> environment, string directory) =>
        Start(Program, words, environment, directory);

    /// <summary>Starts it as a script starts what is to run in the background: with a signal ignored.</summary>
    public static ProgramProcess StartIgnoring(string signal, IReadOnlyList<string> words, string directory) =>
        Start("sh", ["-c", $"trap '' {signal}; exec \"$0\" \"$@\"", Program, .. words], new Dictionary<string, string>(), directory);

    private static ProgramProcess Start(string program, IReadOnlyList<string> words, IReadOnlyDictionary<string, string> environment, string directory)
    {
        var start = new ProcessStartInfo(program, words)
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("CONSUL_", StringComparison.Ordinal) || name.EndsWith("_proxy", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["TZ"] = "UTC";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new ProgramProcess(Process.Start(start)!);
    }

    /// <summary>Sends a signal by its name.</summary>
    public async Task SignalAsync(string name, CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", ["-s", name.Replace("SIG", "", StringComparison.Ordinal), $"{_process.Id}"]);
        await kill.WaitForExitAsync(cancellationToken);
    }

    /// <summary>Waits for the end; an exit code below zero is the signal that made it.</summary>
    public async Task<CommandRun> EndAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        var code = _process.ExitCode;
        return new CommandRun(code > EndedBySignal ? EndedBySignal - code : code, await _output, await _error);
    }

    public async ValueTask DisposeAsync()
    {
        if (IsRunning)
        {
            _process.Kill(entireProcessTree: true);
        }

        await Task.WhenAll(_output, _error);
        _process.Dispose();
    }
}
