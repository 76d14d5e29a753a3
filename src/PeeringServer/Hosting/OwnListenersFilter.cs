using Microsoft.AspNetCore.Hosting.Server.Features;

namespace PeeringServer.Hosting;

/// <summary>Keeps the agent's own listeners where somebody else runs the host: <c>WebApplicationFactory</c> puts one address of its own in their place.</summary>
internal sealed class OwnListenersFilter : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => application =>
    {
        if (application.ServerFeatures.Get<IServerAddressesFeature>() is { } addresses)
        {
            addresses.PreferHostingUrls = false;
        }

        next(application);
    };
}
