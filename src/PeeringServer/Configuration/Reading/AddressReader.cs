using System.Net;
using System.Net.Sockets;
using PeeringServer.Configuration.Network;
using PeeringServer.Core.GoText;

namespace PeeringServer.Configuration.Reading;

/// <summary>Reads addresses: of listeners, and those told to others.</summary>
/// <param name="context">What to read with.</param>
internal sealed class AddressReader(ConfigContext context)
{
    private const string UnixPrefix = "unix://";

    /// <summary>Reads <c>bind_addr</c>, <c>client_addr</c> and <c>addresses</c>.</summary>
    /// <exception cref="ConfigException"><c>bind_addr</c> is not one IP address.</exception>
    public AgentAddresses Read()
    {
        var bind = Bind();
        var client = Client();
        return new AgentAddresses
        {
            Bind = bind,
            Client = client,
            Http = OrNull("addresses.http"),
            Https = OrNull("addresses.https"),
            Grpc = OrNull("addresses.grpc"),
            GrpcTls = OrNull("addresses.grpc_tls"),
        };
    }

    /// <summary>Reads <c>advertise_addr</c> and <c>advertise_addr_wan</c>.</summary>
    /// <param name="bind">What is advertised where nothing is set.</param>
    /// <returns>The address in the datacenter, and that towards others where it differs.</returns>
    /// <exception cref="ConfigException">One stands for every address.</exception>
    public (string Lan, string? Wan) ReadAdvertised(string bind)
    {
        RequireOne("advertise_addr", "Advertise address");
        RequireOne("advertise_addr_wan", "Advertise WAN address");
        var lan = One("advertise_addr") ?? bind;
        if (IsAny(lan))
        {
            lan = Detect(lan);
        }

        var wan = One("advertise_addr_wan");
        return (lan, wan == lan ? null : wan);
    }

    /// <summary>Whether <paramref name="address"/> stands for every address of the host.</summary>
    public static bool IsAny(string? address) => address is "0.0.0.0" or "::" or "[::]";

    private string Bind()
    {
        var all = Expand("bind_addr", context.Keys.String("bind_addr") ?? (context.IsDev ? "127.0.0.1" : "0.0.0.0"));
        return all switch
        {
            [] => throw new ConfigException("bind_addr cannot be empty"),
            [var one] when one.StartsWith(UnixPrefix, StringComparison.Ordinal) => throw new ConfigException("bind_addr cannot be a unix socket"),
            [var one] => one,
            _ => throw new ConfigException("bind_addr cannot contain multiple addresses. Use 'addresses.{dns,http,https}' instead."),
        };
    }

    private List<string> Client()
    {
        var client = Expand("client_addr", context.Keys.String("client_addr") ?? "127.0.0.1");
        if (client.Any(a => a.StartsWith(UnixPrefix, StringComparison.Ordinal)))
        {
            context.Problems.Add("client_addr cannot be a unix socket");
            return [];
        }

        if (client.Count == 0)
        {
            context.Warnings.Add("client_addr is empty, client services (DNS, HTTP, HTTPS, GRPC) will not be listening for connections");
        }

        return client;
    }

    private List<string>? OrNull(string path) => Expand(path, context.Keys.String(path)) is { Count: > 0 } list ? list : null;

    private void RequireOne(string path, string name)
    {
        if (IsAny(context.Keys.String(path)))
        {
            throw new ConfigException($"{name} cannot be 0.0.0.0, :: or [::]");
        }
    }

    private string? One(string path)
    {
        var all = Expand(path, context.Keys.String(path));
        if (all.Count > 1)
        {
            context.Problems.Add($"{path}: multiple addresses found: {string.Join(' ', all)}");
        }
        else if (all is [var only] && only.StartsWith(UnixPrefix, StringComparison.Ordinal))
        {
            context.Problems.Add($"{path} cannot be a unix socket");
        }

        return all.FirstOrDefault();
    }

    private List<string> Expand(string path, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return [];
        }

        try
        {
            var words = AddressTemplate.Expand(text, context.HostAddresses).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            return [.. words.Select(Canonical)];
        }
        catch (FormatException e)
        {
            context.Problems.Add($"{path}: error parsing {GoQuote.Quote(text)}: {e.Message}");
        }
        catch (ConfigException e)
        {
            context.Problems.Add($"{path}: {e.Message}");
        }

        return [];
    }

    private static string Canonical(string word)
    {
        if (word.StartsWith(UnixPrefix, StringComparison.Ordinal))
        {
            return word;
        }

        // .NET would take "1" or "0x7f.1" for an address, and a scope; Go's net.ParseIP takes none of them.
        var dotted = word.Split('.');
        var isAddress = IPAddress.TryParse(word == "[::]" ? "::" : word, out var ip)
            && (ip.AddressFamily == AddressFamily.InterNetworkV6
                ? !word.Contains('%', StringComparison.Ordinal)
                : dotted.Length == 4 && dotted.All(d => byte.TryParse(d, out _) && d is not ['0', _, ..]));
        return isAddress ? ip!.ToString() : throw new ConfigException($"invalid ip address: {word}");
    }

    // Consul gives up where a host has several private addresses. A stand-in that starts is of more use than one that is as
    // strict; who cares which address is told to others sets it.
    private string Detect(string any)
    {
        var wantsV4 = any == "0.0.0.0";
        var all = context.HostAddresses.Value.Where(a => a.IsV4 == wantsV4 && a is { IsLoopback: false, Address.IsIPv6LinkLocal: false }).ToList();
        var found = all.Find(a => a is { IsDefault: true, IsPrivate: true }) ?? all.Find(a => a.IsPrivate) ?? all.FirstOrDefault();
        return found?.Address.ToString() ?? (wantsV4 ? "127.0.0.1" : "::1");
    }
}
