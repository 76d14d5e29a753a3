namespace PeeringServer.Core.Catalog;

/// <summary>How a check is made, as it was told. Durations are in nanoseconds, 0 for none.</summary>
internal sealed record CheckDefinition
{
    public const string HttpType = "http";
    public const string TcpType = "tcp";

    private const string AliasType = "alias";

    public static readonly CheckDefinition None = new();

    public string Http { get; init; } = "";

    public string TlsServerName { get; init; } = "";

    public bool TlsSkipVerify { get; init; }

    public ValueMap<ValueList<string>>? Header { get; init; }

    public string Method { get; init; } = "";

    public string Body { get; init; } = "";

    public bool DisableRedirects { get; init; }

    public string Tcp { get; init; } = "";

    public bool TcpUseTls { get; init; }

    public string Udp { get; init; } = "";

    public string H2Ping { get; init; } = "";

    public bool H2PingUseTls { get; init; }

    public string OsService { get; init; } = "";

    public ValueList<string> ScriptArgs { get; init; } = ValueList<string>.Empty;

    public string DockerContainerId { get; init; } = "";

    public string Shell { get; init; } = "";

    public string Grpc { get; init; } = "";

    public bool GrpcUseTls { get; init; }

    public string AliasNode { get; init; } = "";

    public string AliasService { get; init; } = "";

    public long OutputMaxSize { get; init; }

    public long Interval { get; init; }

    public long Timeout { get; init; }

    public long Ttl { get; init; }

    public long DeregisterCriticalServiceAfter { get; init; }

    /// <summary>How many good results in a row it takes to be passing or warning again.</summary>
    public long SuccessBeforePassing { get; init; }

    /// <summary>How many bad results in a row it takes to be warning; 0 for as many as for critical.</summary>
    public long FailuresBeforeWarning { get; init; }

    /// <summary>How many bad results in a row it takes to be critical.</summary>
    public long FailuresBeforeCritical { get; init; }

    /// <summary>Whether the agent makes it over the network. Scripts, containers, UDP, gRPC, HTTP/2 pings and services of the system are not made here.</summary>
    public bool IsProbed => Type is HttpType or TcpType;

    /// <summary>Whether it is as others are.</summary>
    public bool IsAliasing => Type == AliasType;

    public bool IsAlias => AliasNode.Length > 0 || AliasService.Length > 0;

    /// <summary>Whether it is of a sort that is made again and again.</summary>
    public bool IsPolled => !ScriptArgs.Items.IsEmpty || Http.Length > 0 || Tcp.Length > 0 || Udp.Length > 0 || Grpc.Length > 0 || H2Ping.Length > 0 || OsService.Length > 0;

    /// <summary>What the catalog calls this sort of check; empty for none.</summary>
    public string Type
    {
        get
        {
            var polled = Interval > 0;
            return polled && Grpc.Length > 0 ? "grpc"
                : polled && Http.Length > 0 ? HttpType
                : Ttl > 0 ? "ttl"
                : polled && Tcp.Length > 0 ? TcpType
                : polled && Udp.Length > 0 ? "udp"
                : IsAlias ? AliasType
                : polled && !ScriptArgs.Items.IsEmpty && DockerContainerId.Length > 0 ? "docker"
                : !ScriptArgs.Items.IsEmpty ? "script"
                : polled && H2Ping.Length > 0 ? "h2ping"
                : polled && OsService.Length > 0 ? "os_service"
                : "";
        }
    }

    /// <summary>Why an agent does not take such a check, or null.</summary>
    public string? Fault
    {
        get
        {
            if (Interval > 0 && Ttl > 0)
            {
                return "Interval and TTL cannot both be specified";
            }

            if (IsPolled)
            {
                return Interval <= 0 ? "Interval must be > 0 for Script, HTTP, H2PING, TCP, UDP or OSService checks"
                    : IsAlias ? "Interval cannot be set for Alias checks"
                    : SizeFault;
            }

            if (IsAlias)
            {
                return Ttl > 0 ? "TTL must be not be set for Alias checks" : SizeFault;
            }

            return Ttl <= 0 ? "TTL must be > 0 for TTL checks" : SizeFault;
        }
    }

    private string? SizeFault => OutputMaxSize < 0 ? "MaxOutputMaxSize must be positive" : null;
}
