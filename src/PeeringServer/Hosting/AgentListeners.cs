using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using PeeringServer.Configuration;
using PeeringServer.Core;
using PeeringServer.Peerstream.Grpc.Listeners;

namespace PeeringServer.Hosting;

/// <summary>The listeners of one agent: which there are, and which ports they got.</summary>
internal sealed class AgentListeners(AgentOptions options, Cluster cluster) : IDisposable
{
    private const string UnixPrefix = "unix://";
    private const int KeepAliveSeconds = 15;
    private const int KeepAliveProbes = 9;

    private readonly List<ListenOptions> _http = [];
    private readonly List<ListenOptions> _https = [];
    private readonly List<ListenOptions> _grpc = [];
    private readonly List<ListenOptions> _grpcTls = [];
    private ServerPort? _server;

    /// <summary>Sees to it that a taken port is named, and that unix sockets are whose they are to be before anybody connects.</summary>
    public void Configure(SocketTransportOptions transport) => transport.CreateBoundListenSocket = endpoint =>
    {
        try
        {
            var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
            if (endpoint is UnixDomainSocketEndPoint)
            {
                UnixSocketFile.Apply(endpoint.ToString()!, options.UnixSockets);
            }
            else
            {
                KeepAlive(socket);
            }

            return socket;
        }
        catch (SocketException fault)
        {
            throw new AgentStartException(BindFault(endpoint, fault), fault);
        }
    };

    public void Listen(KestrelServerOptions kestrel)
    {
        var addresses = options.Addresses;
        Listen(kestrel, addresses.Https ?? addresses.Client, options.Ports.Https, _https, listener => HttpsListener.Configure(listener, options.HttpsTls));
        Listen(kestrel, addresses.Grpc ?? addresses.Client, options.Ports.Grpc, _grpc, listener => listener.UseGrpc(cluster.Clock));
        Listen(kestrel, addresses.GrpcTls ?? addresses.Client, options.Ports.GrpcTls, _grpcTls, listener => listener.UseGrpcTls(cluster.ServerCertificateContext, cluster.Clock));
        // HTTP last: who gets an answer there finds the others open.
        Listen(kestrel, addresses.Http ?? addresses.Client, options.Ports.Http, _http, static _ => { });
    }

    /// <summary>Nothing is served on the server port, but two servers on one are told apart by it.</summary>
    /// <exception cref="AgentStartException">The port is taken.</exception>
    public void BindServerPort()
    {
        if (options.Ports.Server < AgentPorts.Any)
        {
            return;
        }

        var endpoint = new IPEndPoint(IPAddress.Parse(options.Addresses.Bind), options.Ports.Server);
        try
        {
            _server = new ServerPort(endpoint);
        }
        catch (SocketException fault)
        {
            throw new AgentStartException($"Failed to start Consul server: Failed to start RPC layer: {BindFault(endpoint, fault)}", fault);
        }
    }

    /// <summary>The ports asked for, with free ones filled in.</summary>
    public AgentPorts BoundPorts => options.Ports with
    {
        Http = PortOf(_http, options.Ports.Http),
        Https = PortOf(_https, options.Ports.Https),
        Grpc = PortOf(_grpc, options.Ports.Grpc),
        GrpcTls = PortOf(_grpcTls, options.Ports.GrpcTls),
        Server = _server?.Port ?? options.Ports.Server,
    };

    /// <summary>Where the cluster can be reached.</summary>
    public ServerEndpoints Bound()
    {
        var ports = BoundPorts;
        return new ServerEndpoints { HttpPort = ports.Http, HttpsPort = ports.Https, GrpcPort = ports.Grpc, GrpcTlsPort = ports.GrpcTls, ServerPort = ports.Server };
    }

    public void Dispose() => _server?.Dispose();

    /// <summary>A client that is gone without a word is found out, as by Go's listeners: after 15 seconds and nine probes as far apart. Accepted sockets take it from the listening one.</summary>
    private static void KeepAlive(Socket socket)
    {
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, KeepAliveSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, KeepAliveSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, KeepAliveProbes);
    }

    private static int PortOf(List<ListenOptions> listeners, int asked) =>
        listeners.Select(static listener => listener.IPEndPoint?.Port).FirstOrDefault(static port => port is not null) ?? asked;

    private static void Listen(KestrelServerOptions kestrel, IReadOnlyList<string> addresses, int port, List<ListenOptions> listeners, Action<ListenOptions> configure)
    {
        foreach (var address in addresses)
        {
            if (address.StartsWith(UnixPrefix, StringComparison.Ordinal))
            {
                var path = address[UnixPrefix.Length..];
                // A socket that a killed server left behind is nobody's. Where there is no such folder, listening says so.
                if (File.Exists(path))
                {
                    File.Delete(path);
                }

                kestrel.ListenUnixSocket(Path.GetFullPath(path), Configured);
            }
            else if (port >= AgentPorts.Any)
            {
                kestrel.Listen(IPAddress.Parse(address), port, Configured);
            }
        }

        void Configured(ListenOptions listener)
        {
            listener.Protocols = HttpProtocols.Http1;
            configure(listener);
            listeners.Add(listener);
        }
    }

    private static string BindFault(EndPoint endpoint, SocketException fault) => endpoint is UnixDomainSocketEndPoint
        ? $"listen unix {endpoint}: bind: {Describe(fault)}"
        : $"listen tcp {endpoint}: bind: {Describe(fault)}";

    private static string Describe(SocketException fault) => fault.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse => "address already in use",
        SocketError.AddressNotAvailable => "cannot assign requested address",
        SocketError.AccessDenied => "permission denied",
        _ => fault.Message,
    };
}
