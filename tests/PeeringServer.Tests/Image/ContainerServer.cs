using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace PeeringServer.Tests.Image;

/// <summary>A server in a container: process 1 of its namespace, on ports of the machine that were free.</summary>
internal sealed class ContainerServer : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    private readonly Process _unshare;

    private ContainerServer(Process unshare, string address)
    {
        _unshare = unshare;
        Address = address;
    }

    /// <summary>Host and port of its HTTP API.</summary>
    public string Address { get; }

    /// <summary>The server's id outside of the container.</summary>
    public string Id => File.ReadAllText($"/proc/{_unshare.Id}/task/{_unshare.Id}/children").Trim();

    /// <summary>Starts one and waits for the line that says it runs.</summary>
    public static async Task<ContainerServer> StartAsync(BuiltImage image, string user)
    {
        var (http, tls) = FreePorts();
        var config = $$$"""{"datacenter": "dc7", "ports": {"http": {{{http}}}, "grpc": -1, "grpc_tls": {{{tls}}}, "dns": -1}}""";
        var start = new ProcessStartInfo("unshare", await image.ContainerAsync(user, "agent", "-dev", "-client", "127.0.0.1")) { RedirectStandardOutput = true };
        start.Environment.Clear();
        foreach (var (name, value) in ContainerVariables.With(("CONSUL_LOCAL_CONFIG", config)))
        {
            start.Environment[name] = value;
        }

        var server = new ContainerServer(Process.Start(start)!, $"127.0.0.1:{http}");
        try
        {
            await server.ReadUntilAsync("Consul agent running!").WaitAsync(Deadline);
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Sends a signal.</summary>
    /// <returns>The exit code that follows.</returns>
    public async Task<int> StopAsync(string signal)
    {
        await ProcessRun.SucceedAsync("sh", ["-c", $"kill -{signal} {Id}"]);
        await _unshare.StandardOutput.ReadToEndAsync().WaitAsync(Deadline);
        await _unshare.WaitForExitAsync().WaitAsync(Deadline);
        return _unshare.ExitCode;
    }

    public void Dispose()
    {
        if (!_unshare.HasExited)
        {
            _unshare.Kill(entireProcessTree: true);
        }

        _unshare.Dispose();
    }

    private static (int Http, int Tls) FreePorts()
    {
        using var one = new TcpListener(IPAddress.Loopback, 0);
        using var two = new TcpListener(IPAddress.Loopback, 0);
        one.Start();
        two.Start();
        return (((IPEndPoint)one.LocalEndpoint).Port, ((IPEndPoint)two.LocalEndpoint).Port);
    }

    private async Task ReadUntilAsync(string text)
    {
        var seen = new List<string>();
        while (await _unshare.StandardOutput.ReadLineAsync() is { } line)
        {
            seen.Add(line);
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return;
            }
        }

        throw new InvalidOperationException("The container ended: " + string.Join('\n', seen));
    }
}
