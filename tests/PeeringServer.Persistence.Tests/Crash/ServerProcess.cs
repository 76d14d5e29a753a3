using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace PeeringServer.Persistence.Tests.Crash;

/// <summary>The program in a process of its own that can be killed and started again, on the same ports and the same folder.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const string RunningLine = "Consul agent running!";
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private readonly string _configuration;
    private readonly ConcurrentQueue<string> _log = new();
    private Process? _process;

    public ServerProcess()
    {
        var (http, grpcTls, server) = FreePorts();
        Address = new Uri($"http://127.0.0.1:{http}");
        _configuration = _folder["agent.json"];
        File.WriteAllText(_configuration, $$"""
            {
              "server": true, "bootstrap": true, "node_name": "victim", "datacenter": "dc2", "data_dir": "{{_folder["data"].Replace('\\', '/')}}",
              "bind_addr": "127.0.0.1", "client_addr": "127.0.0.1", "limits": { "http_max_conns_per_client": -1 },
              "ports": { "http": {{http}}, "grpc": -1, "grpc_tls": {{grpcTls}}, "server": {{server}} }
            }
            """);
    }

    public Uri Address { get; }

    public IReadOnlyCollection<string> Log => _log;

    /// <summary>Starts it; it answers when this returns.</summary>
    public async Task StartAsync()
    {
        var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "peering-server.exe" : "peering-server");
        var running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, ["agent", "-config-file", _configuration]) { RedirectStandardOutput = true, RedirectStandardError = true },
            EnableRaisingEvents = true,
        };

        // Most of a round is the start: what only pays in a long run is left out.
        process.StartInfo.Environment["DOTNET_TieredPGO"] = "0";
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null)
            {
                running.TrySetException(new InvalidOperationException($"It ended:\n{string.Join('\n', _log)}"));
                return;
            }

            _log.Enqueue(line.Data);
            if (line.Data.Contains(RunningLine, StringComparison.Ordinal))
            {
                running.TrySetResult();
            }
        };
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process = process;
        await running.Task.WaitAsync(StartDeadline);
    }

    /// <summary>SIGKILL: nothing in the process gets to know of it.</summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _folder.Dispose();
    }

    /// <summary>All bound at once, so that no two are the same.</summary>
    private static (int Http, int GrpcTls, int Server) FreePorts()
    {
        using TcpListener http = new(IPAddress.Loopback, 0), grpcTls = new(IPAddress.Loopback, 0), server = new(IPAddress.Loopback, 0);
        http.Start();
        grpcTls.Start();
        server.Start();
        return (PortOf(http), PortOf(grpcTls), PortOf(server));

        static int PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
