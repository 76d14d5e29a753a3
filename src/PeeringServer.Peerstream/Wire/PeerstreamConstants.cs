namespace PeeringServer.Peerstream.Wire;

/// <summary>Names and times of the protocol between servers.</summary>
internal static class PeerstreamConstants
{
    public const string Service = "hashicorp.consul.internal.peerstream.PeerStreamService";
    public const string ExchangeSecret = "ExchangeSecret";
    public const string StreamResources = "StreamResources";
    public const string ExchangeSecretPath = $"/{Service}/{ExchangeSecret}";
    public const string StreamResourcesPath = $"/{Service}/{StreamResources}";

    public const string DataplaneService = "hashicorp.consul.dataplane.DataplaneService";
    public const string GetSupportedDataplaneFeatures = "GetSupportedDataplaneFeatures";

    public const string TokenMetadata = "x-consul-token";

    public const string TypeUrlPrefix = "type.googleapis.com/";
    public const string ExportedServiceUrl = "type.googleapis.com/hashicorp.consul.internal.peerstream.ExportedService";
    public const string ExportedServiceListUrl = "type.googleapis.com/hashicorp.consul.internal.peerstream.ExportedServiceList";
    public const string TrustBundleUrl = "type.googleapis.com/hashicorp.consul.internal.peering.PeeringTrustBundle";
    public const string ServerAddressesUrl = "type.googleapis.com/hashicorp.consul.internal.peering.PeeringServerAddresses";

    public const string ExportedServiceListId = "exported-service-list";
    public const string TrustBundleId = "roots";
    public const string ServerAddressesId = "server-addrs";

    /// <summary>How often a heartbeat is sent.</summary>
    public static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(15);

    /// <summary>How long the other side may go without one.</summary>
    public static readonly TimeSpan HeartbeatTimeout = TimeSpan.FromSeconds(120);

    /// <summary>How long after establishing the stream is dialled; clients look for the state before it is active.</summary>
    public static readonly TimeSpan FirstDialDelay = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// The same for a peering that had ended and is established anew. A real dialer takes up to five seconds for it, and
    /// its clients still read that it is establishing after two.
    /// </summary>
    public static readonly TimeSpan RedialDelay = TimeSpan.FromSeconds(3);

    /// <summary>How long the end of a call is waited for once <c>terminated</c> went over it.</summary>
    public static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(2);

    /// <summary>How long the exchange of the secret is tried for.</summary>
    public static readonly TimeSpan ExchangeTimeout = TimeSpan.FromSeconds(3);

    /// <summary>Pause between two tries of the exchange; up to a quarter more is added.</summary>
    public static readonly TimeSpan ExchangePause = TimeSpan.FromMilliseconds(150);

    /// <summary>Whether a subscription may ask for it.</summary>
    public static bool IsKnown(string url) => url is ExportedServiceUrl or ExportedServiceListUrl or TrustBundleUrl or ServerAddressesUrl;
}
