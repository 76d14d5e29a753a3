using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using PeeringServer.Conformance.Replay;

namespace PeeringServer.Conformance.Cli;

/// <summary>Runs an agent: to its own end, or until it answers and then through the signals of a script.</summary>
internal static class AgentProcess
{
    // Real agents are done in a fifth of a second; on a busy machine this is still soon.
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(50);

    /// <summary>Runs one.</summary>
    /// <param name="words">The words after the program's name.</param>
    /// <param name="directory">The folder it runs in.</param>
    /// <param name="plan">What the script does to it, with everything filled in.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What came of it; without an exit code where it was to stay up, and did.</returns>
    public static async Task<(CommandRun Run, bool IsStillRunning)> RunAsync(IReadOnlyList<string> words, string directory, JsonObject plan, CancellationToken cancellationToken)
    {
        var process = ProgramProcess.Start(words, new Dictionary<string, string>(), directory);
        await using (process)
        {
            if (plan["readyPort"] is { } port)
            {
                await ReadyAsync(process, int.Parse(port.GetValue<string>(), CultureInfo.InvariantCulture), cancellationToken);
            }

            if (plan["afterMs"] is { } after)
            {
                await ScriptPause.WaitAsync(TimeSpan.FromMilliseconds(after.GetValue<int>()), cancellationToken);
            }

            foreach (var signal in plan["signals"]?.AsArray() ?? [])
            {
                if (signal!.GetValueKind() == JsonValueKind.Number)
                {
                    await ScriptPause.WaitAsync(TimeSpan.FromMilliseconds(signal.GetValue<int>()), cancellationToken);
                }
                else if (process.IsRunning)
                {
                    await process.SignalAsync(signal.GetValue<string>(), cancellationToken);
                }
            }

            var isRunning = plan["staysUp"] is { } stays
                ? await StaysAsync(process, TimeSpan.FromMilliseconds(stays.GetValue<int>()), cancellationToken)
                : !await EndsAsync(process, cancellationToken);
            if (isRunning)
            {
                await process.SignalAsync("SIGKILL", cancellationToken);
            }

            return (await process.EndAsync(cancellationToken), isRunning);
        }
    }

    private static async Task<bool> StaysAsync(ProgramProcess process, TimeSpan time, CancellationToken cancellationToken)
    {
        await ScriptPause.WaitAsync(time, cancellationToken);
        return process.IsRunning;
    }

    private static async Task<bool> EndsAsync(ProgramProcess process, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(EndTime, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await process.EndAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Waits until an agent answers, or has ended.</summary>
    public static async Task ReadyAsync(ProgramProcess process, int port, CancellationToken cancellationToken)
    {
        while (process.IsRunning && !await AnswersAsync(port, cancellationToken))
        {
            await ScriptPause.WaitAsync(BetweenTries, cancellationToken);
        }
    }

    private static async Task<bool> AnswersAsync(int port, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await HttpExchange.SendAsync(new IPEndPoint(IPAddress.Loopback, port), new ScriptedRequest("GET", "/v1/connect/ca/roots", [], null), cancellationToken);
            return answer.Status == 200;
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return false;
        }
    }
}
