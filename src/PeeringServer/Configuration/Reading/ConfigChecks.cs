using PeeringServer.Configuration.Network;
using PeeringServer.Core.GoText;

namespace PeeringServer.Configuration.Reading;

/// <summary>What a configuration whose values all have the right types may still be refused for, in consul's order and words.</summary>
internal static class ConfigChecks
{
    /// <summary>Checks what consul looks at before anything else is put together.</summary>
    /// <exception cref="ConfigException">It is refused.</exception>
    public static void RequirePerformance(ConfigContext context)
    {
        if (context.Keys.Peek("performance.raft_multiplier") is long multiplier and (< 1 or > 10))
        {
            throw new ConfigException(Invariant($"performance.raft_multiplier cannot be {multiplier}. Must be between 1 and 10"));
        }
    }

    /// <summary>Checks the whole.</summary>
    /// <exception cref="ConfigException">It is refused.</exception>
    public static void Require(ConfigContext context, AgentOptions options)
    {
        if (context.Keys.Int("raft_protocol") is { } raft and not 3)
        {
            throw new ConfigException(Invariant($"raft_protocol version {raft} is not supported by this version of Consul"));
        }

        RequireName("datacenter", options.Cluster.Datacenter, allowEmpty: false);
        RequireFolder(context, options);
        RequireUi(context, options);
        WarnOfNodeName(context, options.Cluster.NodeName);
        BootstrapChecks.Require(context);
        if (context.Keys.Peek("check_output_max_size") is long and < 1)
        {
            throw new ConfigException("check_output_max_size must be positive, to discard check output use the discard_check_output flag");
        }

        RequireName("primary_datacenter", ((string?)context.Keys.Peek("primary_datacenter"))?.ToLowerInvariant() ?? "", allowEmpty: true);
        if (options.GossipEncrypted && !GoBase64.TryDecode((string)context.Keys.Peek("encrypt")!, out _, out var error))
        {
            throw new ConfigException($"encrypt has invalid key: {error}");
        }

        AddressChecks.RequireUnique(context, options);
        AddProblems(context, options);
        context.Problems.ThrowIfAny();
        RequireServer(context);
        BootstrapChecks.Warn(context);
    }

    private static void RequireName(string key, string value, bool allowEmpty)
    {
        if (value.Length == 0 && !allowEmpty)
        {
            throw new ConfigException($"{key} cannot be empty");
        }

        if (!IsMadeOf(value, "_-", upper: false))
        {
            throw new ConfigException($"{key} can only contain lowercase alphanumeric, - or _ characters. received: {GoQuote.Quote(value)}");
        }
    }

    // Neither regular expressions nor vectors: this runs at every start, before either would be warm.
    private static bool IsMadeOf(string text, string others, bool upper)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c) && !char.IsAsciiLetterLower(c) && !(upper && char.IsAsciiLetterUpper(c)) && !others.Contains(c, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    private static void RequireFolder(ConfigContext context, AgentOptions options)
    {
        if (context.IsDev)
        {
            return;
        }

        var folder = options.Cluster.DataDirectory ?? throw new ConfigException("data_dir cannot be empty");
        if (File.Exists(folder))
        {
            throw new ConfigException($"data_dir {GoQuote.Quote(folder)} is not a directory");
        }
    }

    private static void RequireUi(ConfigContext context, AgentOptions options)
    {
        foreach (var key in (string[])["enabled", "dir", "content_path"])
        {
            var old = key == "enabled" ? "ui" : $"ui_{key}";
            if (context.Keys.Peek(old) is not null)
            {
                context.Warnings.Add($"The '{old}' field is deprecated. Use the 'ui_config.{key}' field instead.");
            }
        }

        if (!IsMadeOf(options.UiContentPath, "/_-", upper: true))
        {
            throw new ConfigException($"ui-content-path can only contain alphanumeric, -, _, or /. received: {GoQuote.Quote(options.UiContentPath)}");
        }

        if (options.UiContentPath is ['/', 'v', _, .., '/'] path && !path.AsSpan(2, path.Length - 3).ContainsAnyExceptInRange('0', '9'))
        {
            throw new ConfigException($"ui-content-path cannot have 'v[0-9]'. received: {GoQuote.Quote(options.UiContentPath)}");
        }
    }

    private static void WarnOfNodeName(ConfigContext context, string name)
    {
        if (!IsMadeOf(name, "-", upper: true))
        {
            context.Warnings.Add($"Node name {GoQuote.Quote(name)} will not be discoverable via DNS due to invalid characters. Valid characters include all alpha-numerics and dashes.");
        }
        else if (name.Length > 63)
        {
            context.Warnings.Add($"Node name {GoQuote.Quote(name)} will not be discoverable via DNS due to it being too long. Valid lengths are between 1 and 63 bytes.");
        }
    }

    private static void AddProblems(ConfigContext context, AgentOptions options)
    {
        foreach (var (path, text) in context.Durations)
        {
            if (!GoDuration.TryParse(text, out _, out var error))
            {
                context.Problems.Add($"{path}: invalid duration: {GoQuote.Quote(text)}: {error}");
            }
        }

        foreach (var network in options.Http.AllowWriteFrom.Where(static text => Cidr.Parse(text) is null))
        {
            context.Problems.Add($"allow_write_http_from: invalid cidr: {network}");
        }
    }

    private static void RequireServer(ConfigContext context)
    {
        if (context.Keys.Peek("connect.ca_provider") is string provider && provider is not ("" or "consul" or "vault" or "aws-pca"))
        {
            throw new ConfigException($"{provider} is not a valid CA provider");
        }

        if (context.Keys.Peek("auto_encrypt.tls") is true)
        {
            throw new ConfigException("auto_encrypt.tls can only be used on a client.");
        }
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
