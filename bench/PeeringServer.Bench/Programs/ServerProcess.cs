using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using PeeringServer.Bench.Load;

namespace PeeringServer.Bench.Programs;

/// <summary>One program while it runs, on a free port of the loopback interface.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    private readonly Process _process;

    private ServerProcess(Process process, int port)
    {
        _process = process;
        Endpoint = new IPEndPoint(IPAddress.Loopback, port);
        Client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
    }

    public IPEndPoint Endpoint { get; }

    /// <summary>For what is not measured.</summary>
    public HttpClient Client { get; }

    /// <summary>From the start of the process to its first 200.</summary>
    public TimeSpan StartUp { get; private init; }

    /// <summary>Resident memory, in bytes.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Processor time it has used so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts a program and returns with its first answer.</summary>
    /// <exception cref="InvalidOperationException">It ended, or it does not answer in time.</exception>
    public static async Task<ServerProcess> StartAsync(ServerProgram program, CancellationToken cancellation)
    {
        var port = LoopbackPort.Free();
        var clock = Stopwatch.StartNew();
        var process = Process.Start(new ProcessStartInfo(program.Executable, program.Arguments(port)) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException($"{program.Name} did not start.");
        // Nobody reads what it prints; a full pipe would stop it.
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        try
        {
            var request = LoadRequest.Get(program.ReadyPath);
            while (!IsReady(port, request))
            {
                if (process.HasExited || clock.Elapsed > StartLimit)
                {
                    throw new InvalidOperationException($"{program.Name} does not answer.");
                }

                await Task.Delay(Pause, TimeProvider.System, cancellation).ConfigureAwait(false);
            }

            return new ServerProcess(process, port) { StartUp = clock.Elapsed };
        }
        catch
        {
            End(process);
            throw;
        }
    }

    /// <summary>The port that peers dial.</summary>
    public async Task<int> GrpcTlsPortAsync(CancellationToken cancellation)
    {
        var self = await Client.GetFromJsonAsync<JsonElement>("/v1/agent/self", cancellation).ConfigureAwait(false);
        return self.GetProperty("DebugConfig").GetProperty("GRPCTLSPort").GetInt32();
    }

    /// <summary>Generates a token here and establishes with it there, under the same name on both sides.</summary>
    /// <param name="dialer">The other side.</param>
    /// <param name="name">What both call the peering.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="addresses">Where to dial instead of the server itself.</param>
    public async Task PeerWithAsync(ServerProcess dialer, string name, CancellationToken cancellation, params string[] addresses)
    {
        using var generated = await Client.PostAsJsonAsync("/v1/peering/token", new { PeerName = name, ServerExternalAddresses = addresses }, cancellation).ConfigureAwait(false);
        var token = await generated.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(cancellation).ConfigureAwait(false);
        using var established = await dialer.Client
            .PostAsJsonAsync("/v1/peering/establish", new { PeerName = name, PeeringToken = token.GetProperty("PeeringToken").GetString() }, cancellation)
            .ConfigureAwait(false);
        established.EnsureSuccessStatusCode();
    }

    public void Dispose()
    {
        Client.Dispose();
        End(_process);
    }

    private static void End(Process process)
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private static bool IsReady(int port, LoadRequest request)
    {
        try
        {
            using var connection = new LoadConnection(new IPEndPoint(IPAddress.Loopback, port));
            return connection.Exchange(request) == (int)HttpStatusCode.OK;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
