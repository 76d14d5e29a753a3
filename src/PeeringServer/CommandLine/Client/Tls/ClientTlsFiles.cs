namespace PeeringServer.CommandLine.Client.Tls;

/// <summary>What the command line and the environment say about TLS; null where they say nothing.</summary>
internal sealed record ClientTlsFiles
{
    public string? CaFile { get; init; }

    public string? CaPath { get; init; }

    public string? Certificate { get; init; }

    public string? Key { get; init; }

    public string? ServerName { get; init; }
}
