namespace PeeringServer.Configuration;

/// <summary>The <c>http_config</c> part of the configuration.</summary>
public sealed record HttpOptions
{
    internal const long DefaultMaxValueSize = 512 * 1024;

    /// <summary><c>response_headers</c>: added to every answer.</summary>
    public IReadOnlyDictionary<string, string> ResponseHeaders { get; init; } = new Dictionary<string, string>();

    /// <summary><c>block_endpoints</c>: path prefixes answered with 403.</summary>
    public IReadOnlyList<string> BlockEndpoints { get; init; } = [];

    /// <summary><c>allow_write_http_from</c>: networks in CIDR form, without bits behind the prefix, that may write; empty for all.</summary>
    public IReadOnlyList<string> AllowWriteFrom { get; init; } = [];

    /// <summary><c>use_cache</c>: whether <c>?cached</c> means anything.</summary>
    public bool UseCache { get; init; } = true;

    /// <summary><c>max_header_bytes</c>, or null for the default.</summary>
    public int? MaxHeaderBytes { get; init; }

    /// <summary><c>limits.kv_max_value_size</c>: the longest a key's value may be, in bytes.</summary>
    public long MaxValueSize { get; init; } = DefaultMaxValueSize;

    /// <summary><c>limits.txn_max_req_len</c>: the longest the body of a transaction may be, in bytes; not less than <see cref="MaxValueSize"/> in effect.</summary>
    public long MaxTransactionSize { get; init; } = DefaultMaxValueSize;
}
