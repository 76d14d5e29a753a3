using PeeringServer.CommandLine.Flags;

namespace PeeringServer.CommandLine.Client;

/// <summary>The flags every client command has: where the agent is and how to talk to it.</summary>
internal sealed class ClientFlags
{
    private const string Options = "HTTP API Options";

    public GoFlag CaFile { get; } = Flag("ca-file", $"PEM file with the authorities that the agent's certificate is held against. Beats -ca-path. Also {ClientVariables.CaCert}.");

    public GoFlag CaPath { get; } = Flag("ca-path", $"Folder of such files. Also {ClientVariables.CaPath}.");

    public GoFlag ClientCert { get; } = Flag("client-cert", $"PEM file with the certificate to show to an agent that asks for one. Also {ClientVariables.ClientCert}.");

    public GoFlag ClientKey { get; } = Flag("client-key", $"PEM file with the key of -client-cert. Also {ClientVariables.ClientKey}.");

    public GoFlag HttpAddress { get; } = Flag(
        "http-addr",
        $"Address of the agent's HTTP API: host:port, http://host:port/prefix, https://host:port, or unix:// and the path of a socket. Also {ClientVariables.Address}; otherwise 127.0.0.1:8500.",
        "address");

    public GoFlag TlsServerName { get; } = Flag("tls-server-name", $"Name that the agent's certificate is to be for, instead of the host of the address. Also {ClientVariables.TlsServerName}.");

    public GoFlag Token { get; } = Flag("token", $"ACL token to send. Also {ClientVariables.Token}.");

    public GoFlag TokenFile { get; } = Flag("token-file", $"File that holds the ACL token; beats -token. Also {ClientVariables.TokenFile}.");

    public GoFlag Partition { get; } = Flag("partition", $"Admin partition; Enterprise agents only. Also {ClientVariables.Partition}.", "default");

    public GoFlag Namespace { get; } = Flag("namespace", $"Namespace; Enterprise agents only. Also {ClientVariables.Namespace}.", "default");

    public GoFlag Datacenter { get; } = Flag("datacenter", "Datacenter to ask, instead of the agent's own.");

    public GoFlag Stale { get; } = GoFlag.Switch("stale", "Takes answers from any server, also from one that does not lead.", Options);

    /// <summary>Those of commands that read and write what servers keep.</summary>
    public IEnumerable<GoFlag> Server => [Datacenter, Namespace, Partition, Stale];

    /// <summary>All but the partition, which not every command has.</summary>
    public IEnumerable<GoFlag> Connection => [CaFile, CaPath, ClientCert, ClientKey, HttpAddress, TlsServerName, Token, TokenFile];

    private static GoFlag Flag(string name, string description, string placeholder = "value") => new(name, description, placeholder) { Section = Options };
}
