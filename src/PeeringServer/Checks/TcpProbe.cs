using System.Net.Security;
using System.Security.Authentication;
using PeeringServer.CommandLine.Client.Transport;
using PeeringServer.Core.Catalog;
using PeeringServer.Http.Wire;

namespace PeeringServer.Checks;

/// <summary>Connects, over TLS with <c>tcp_use_tls</c>, and closes again: passing where that worked, critical otherwise.</summary>
internal sealed class TcpProbe(TimeProvider clock)
{
    public async Task<CheckResult> RunAsync(CheckDefinition definition, CancellationToken cancellation)
    {
        using var time = new ProbeTime(definition, clock, cancellation);
        var target = HostAndPort.Split(definition.Tcp);
        try
        {
            if (target.Number is not { } port)
            {
                return Critical(ProbeTexts.NoPort(definition.Tcp));
            }

            await using var stream = await ProbeDialer.ConnectAsync(target.Host, port, time.Token).ConfigureAwait(false);
            if (definition.TcpUseTls && await ShakeHandsAsync(stream, definition, target.Host, time.Token).ConfigureAwait(false) is { } fault)
            {
                return Critical(fault);
            }

            return new CheckResult(CheckStatus.Passing, ProbeTexts.Connected(definition.Tcp));
        }
        catch (TransportException fault)
        {
            return Critical(fault.Message);
        }
        catch (OperationCanceledException) when (time.IsOver)
        {
            return Critical(ProbeTexts.NotConnectedInTime(definition.Tcp));
        }
    }

    private async Task<string?> ShakeHandsAsync(Stream stream, CheckDefinition definition, string host, CancellationToken cancellation)
    {
        var tls = new ProbeTls(definition, host, clock);
        await using var secure = new SslStream(stream, leaveInnerStreamOpen: true);
        try
        {
            await secure.AuthenticateAsClientAsync(tls.Options, cancellation).ConfigureAwait(false);
            return null;
        }
        catch (Exception failure) when (failure is AuthenticationException or IOException)
        {
            return tls.Describe(failure);
        }
    }

    private static CheckResult Critical(string output) => new(CheckStatus.Critical, output);
}
