using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PeeringServer.Checks;
using PeeringServer.Configuration;
using PeeringServer.Core;
using PeeringServer.Dashboard;
using PeeringServer.Emulator;
using PeeringServer.Http;
using PeeringServer.Peerstream;
using PeeringServer.Peerstream.Grpc.Listeners;

namespace PeeringServer.Hosting;

/// <summary>Puts the web application of one agent together, with no more of the framework than it needs: start-up time is part of the product.</summary>
internal static class AgentApplication
{
    /// <summary>As much as a real agent takes for all headers of a request.</summary>
    private const int MaxHeaderBytes = 1024 * 1024;

    /// <summary>A real agent sets no limit. Without one Kestrel adds up to a moment in the past, and cuts connections that are still new.</summary>
    private static readonly TimeSpan IdleTime = TimeSpan.FromDays(365);

    public static WebApplication Build(AgentOptions options, Cluster cluster, AgentListeners listeners, ILoggerFactory loggers)
    {
        options = options with { Http = options.Http with { ResponseHeaders = ConfiguredHeaders.Sendable(options.Http.ResponseHeaders) } };
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = typeof(AgentApplication).Assembly.GetName().Name });
        builder.WebHost.UseKestrelCore().UseSockets(listeners.Configure).ConfigureKestrel(kestrel => Configure(kestrel, options, listeners));
        var services = builder.Services;
        services.AddRoutingCore();
        services.RemoveAll<ILoggerFactory>();
        services.AddSingleton<ILoggerFactory>(new FrameworkLog(loggers));
        services.RemoveAll<IHostLifetime>();
        services.AddSingleton<IHostLifetime, OwnedLifetime>();

        // A worker whose write is refused, because the disk is full, must not take the reading side with it.
        services.Configure<HostOptions>(static host => host.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore);
        var peerstream = new PeerstreamServer(cluster);
        services.AddSingleton<IHostedService>(cluster.DeletionWorker(peerstream.Teardown));
        services.AddSingleton(peerstream);
        services.AddSingleton(peerstream.Worker);
        if (options.Cluster.Acl.Enabled)
        {
            services.AddSingleton<IHostedService>(cluster.AccessControl.ExpiryWorker());
        }
        services.AddSingleton<IHostedService>(cluster.SessionExpiryWorker());
        services.AddSingleton<IHostedService>(cluster.CheckWorker(new CheckProber(cluster.Clock)));
        var application = builder.Build();
        Map(application, options, cluster, peerstream);
        return application;
    }

    private static void Map(WebApplication application, AgentOptions options, Cluster cluster, PeerstreamServer peerstream)
    {
        IEndpointRouteBuilder routes = application;
        new PeeringEndpoints(cluster.Establisher(peerstream.Exchanger), cluster.Deleter(peerstream.Teardown)).Map(routes);
        new PeeringListEndpoints().Map(routes);
        StatusEndpoints.Map(routes);
        ConnectEndpoints.Map(routes);
        AclEndpoints.Map(routes);
        KvEndpoints.Map(routes);
        TxnEndpoints.Map(routes);
        SessionEndpoints.Map(routes);
        ConfigEndpoints.Map(routes);
        AgentEndpoints.Map(routes);
        AgentServicesEndpoints.Map(routes);
        AgentChecksEndpoints.Map(routes);
        AgentHealthEndpoints.Map(routes);
        CatalogEndpoints.Map(routes);
        CatalogRegistrationEndpoints.Map(routes);
        HealthEndpoints.Map(routes);
        CoordinateEndpoints.Map(routes);
        OperatorEndpoints.Map(routes);
        InternalUiEndpoints.Map(routes);
        EmulatorEndpoints.Map(application, cluster);
        DashboardEndpoints.Map(routes, options);
        var mux = new ConsulMux(routes.DataSources.SelectMany(static source => source.Endpoints), options.UiEnabled ? [options.UiContentPath] : []);
        application.Use(peerstream.Middleware);
        application.Use(next => new ConsulMuxMiddleware(next, mux, cluster, options).InvokeAsync);
        application.UseRouting();
    }

    private static void Configure(KestrelServerOptions kestrel, AgentOptions options, AgentListeners listeners)
    {
        kestrel.ConfigureForGrpc();
        kestrel.AllowHostHeaderOverride = true;
        kestrel.ResponseHeaderEncodingSelector = static _ => Encoding.UTF8;
        kestrel.Limits.MaxRequestBodySize = null;
        // A real agent bounds headers by their size alone, and gives slow clients all the time they want.
        // No more headers fit into the bytes; and not without end, for Kestrel doubles the number for HTTP/2.
        kestrel.Limits.MaxRequestHeaderCount = MaxHeaderBytes;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Limits.KeepAliveTimeout = IdleTime;
        kestrel.Limits.RequestHeadersTimeout = IdleTime;
        kestrel.Limits.MaxRequestHeadersTotalSize = options.Http.MaxHeaderBytes ?? MaxHeaderBytes;
        kestrel.Limits.MaxRequestLineSize = MaxHeaderBytes;
        kestrel.Limits.MaxRequestBufferSize = 2 * MaxHeaderBytes;
        listeners.Listen(kestrel);
    }
}
