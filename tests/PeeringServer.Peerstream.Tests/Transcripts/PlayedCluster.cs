using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using PeeringServer.Peerstream.Tests.Infrastructure;
using PeeringServer.Peerstream.Tests.Scripted;
using PeeringServer.Testing;

namespace PeeringServer.Peerstream.Tests.Transcripts;

/// <summary>The cluster that a transcript is played to. It can be killed, and started again on what it had kept.</summary>
internal sealed class PlayedCluster(string datacenter, ObservedClock clock, bool isKept) : IAsyncDisposable
{
    private readonly string? _folder = isKept ? Directory.CreateTempSubdirectory("peering-server-").FullName : null;
    private readonly int _port = isKept ? UnusedPort() : 0;
    private readonly List<string> _errors = [];
    private Task<ConsulCluster>? _running;
    private int _life;

    /// <summary>The one that runs, or the last that did.</summary>
    public ConsulCluster Current => _running is { IsCompletedSuccessfully: true } running ? running.Result : throw new InvalidOperationException("The cluster does not run.");

    public IReadOnlyList<string> Errors => [.. _errors, .. Current.Errors];

    /// <summary>Starts it; one that dials does not answer before it was answered itself.</summary>
    public void Start() => _running = ConsulCluster.StartAsync(
        options => options with
        {
            Ports = options.Ports with { GrpcTls = _port },
            Cluster = options.Cluster with { Datacenter = datacenter, DataDirectory = _folder is null ? null : Life(_life) },
        },
        clock);

    public Task AnswersAsync() => _running!.InTime();

    /// <summary>
    /// Its connections go away without a message or a status (those it dialled may have their stream reset first), and what is
    /// on the disk at that moment is all that is left of it.
    /// </summary>
    public async Task KillAsync()
    {
        // What a cluster writes while it stops is not found by the next one.
        CopyFolder(Life(_life), Life(++_life));
        using var atOnce = new CancellationTokenSource();
        await atOnce.CancelAsync();
        await Current.Host.Services.GetRequiredService<IServer>().StopAsync(atOnce.Token);
        await Current.DisposeAsync();
        _errors.AddRange(Current.Errors);
        clock.Forget();
    }

    public async ValueTask DisposeAsync()
    {
        await (await _running!.InTime()).DisposeAsync();
        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private string Life(int number) => Path.Combine(_folder!, $"{number}");

    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var folder in Directory.GetDirectories(from))
        {
            CopyFolder(folder, Path.Combine(to, Path.GetFileName(folder)));
        }

        foreach (var file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }

    /// <summary>From below those that are given out for the asking: nobody else may get it while the cluster is away.</summary>
    private static int UnusedPort()
    {
        while (true)
        {
            var port = Random.Shared.Next(20000, 32000);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: another one.
            }
        }
    }
}
