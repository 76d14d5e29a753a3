using System.Collections.Immutable;
using PeeringServer.Core.GoText;

namespace PeeringServer.Core.Acl.Tokens;

/// <summary>What tokens must be like. The order of the checks is that of a real server.</summary>
internal static class AclTokenRules
{
    private const long MinTtl = GoDuration.Minute;
    private const long MaxTtl = 24 * GoDuration.Hour;
    private const int MaxIdentityName = 256;

    /// <exception cref="RefusalException">An id that the client chose is reserved, is no UUID, or is in use.</exception>
    public static void ValidateChosenId(AclTable table, string field, string id)
    {
        if (id.StartsWith(AclConstants.ReservedIdPrefix, StringComparison.Ordinal))
        {
            throw Invalid($"Invalid Token: {field} - UUIDs with the prefix {GoQuote.Quote(AclConstants.ReservedIdPrefix)} are reserved");
        }

        if (AclUuid.FaultOf(id) is not null)
        {
            throw Invalid($"Invalid Token: {field} - not a valid UUID");
        }

        if (table.FindToken(id) is not null || table.FindTokenBySecret(id) is not null)
        {
            throw Invalid($"Invalid Token: {field} is already in use");
        }
    }

    /// <summary>When a new token ends; null for never.</summary>
    /// <exception cref="RefusalException">The time is given twice, has passed, or is too near or too far.</exception>
    public static DateTimeOffset? ExpirationOf(AclTokenDraft draft, DateTimeOffset now)
    {
        if (draft.ExpirationTtl < 0)
        {
            throw Invalid($"Token Expiration TTL '{GoDuration.Format(draft.ExpirationTtl)}' should be > 0");
        }

        if (draft.ExpirationTtl > 0 && draft.ExpirationTime is not null)
        {
            throw Invalid("Token Expiration TTL and Expiration Time cannot both be set");
        }

        var time = draft.ExpirationTtl > 0 ? now + GoDuration.ToTimeSpan(draft.ExpirationTtl) : draft.ExpirationTime;
        if (time < now)
        {
            throw Invalid("ExpirationTime cannot be before CreateTime");
        }

        var ttl = draft.ExpirationTtl > 0 ? draft.ExpirationTtl : GoDuration.FromTimeSpan((time ?? now) - now);
        return time is null ? null
            : ttl > MaxTtl ? throw Invalid($"ExpirationTime cannot be more than {GoDuration.Format(MaxTtl)} in the future (was {GoDuration.Format(ttl)})")
            : ttl < MinTtl ? throw Invalid($"ExpirationTime cannot be less than {GoDuration.Format(MinTtl)} in the future (was {GoDuration.Format(ttl)})")
            : time;
    }

    /// <summary>Ids of the policies that are named, each once.</summary>
    /// <exception cref="RefusalException">There is no such policy.</exception>
    public static ImmutableArray<string> PolicyIds(AclTable table, ImmutableArray<AclLink> links) =>
    [
        .. links.Select(link => link.Id.Length == 0
            ? table.FindPolicyByName(link.Name)?.Id ?? throw Invalid($"No such ACL policy with name {GoQuote.Quote(link.Name)}")
            : FindById(table, link.Id)).Distinct(StringComparer.Ordinal),
    ];

    /// <exception cref="RefusalException">A role is named: there are none.</exception>
    public static void RefuseRoles(ImmutableArray<AclLink> links)
    {
        if (links is [var link, ..])
        {
            throw Invalid(link.Id.Length == 0 ? $"No such ACL role with name {GoQuote.Quote(link.Name)}" : $"No such ACL role with ID {GoQuote.Quote(link.Id)}");
        }
    }

    /// <exception cref="RefusalException">A template is named: there are none.</exception>
    public static void RefuseTemplates(ImmutableArray<string> names)
    {
        if (names is [var name, ..])
        {
            throw Invalid($"no such ACL templated policy with Name {GoQuote.Quote(name)}");
        }
    }

    /// <summary>Identities of services, each name once with all its datacenters.</summary>
    /// <exception cref="RefusalException">A name is missing or is not allowed, or a local token names datacenters.</exception>
    public static ImmutableArray<AclServiceIdentity> ServiceIdentities(AclTokenDraft draft)
    {
        foreach (var identity in draft.ServiceIdentities)
        {
            if (identity.ServiceName.Length == 0)
            {
                throw Invalid("Service identity is missing the service name field on this token");
            }

            if (draft.Local && !identity.Datacenters.IsEmpty)
            {
                throw Invalid($"Service identity {GoQuote.Quote(identity.ServiceName)} cannot specify a list of datacenters on a local token");
            }

            if (!IsIdentityName(identity.ServiceName))
            {
                throw Invalid($"Service identity {GoQuote.Quote(identity.ServiceName)} has an invalid name. Only lowercase alphanumeric characters, '-' and '_' are allowed");
            }
        }

        return
        [
            .. draft.ServiceIdentities.GroupBy(static identity => identity.ServiceName, StringComparer.Ordinal).Select(static group => new AclServiceIdentity(
                group.Key,
                [.. group.SelectMany(static identity => identity.Datacenters).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)])),
        ];
    }

    /// <summary>Identities of nodes, each once.</summary>
    /// <exception cref="RefusalException">A name or a datacenter is missing, or a name is not allowed.</exception>
    public static ImmutableArray<AclNodeIdentity> NodeIdentities(AclTokenDraft draft)
    {
        foreach (var identity in draft.NodeIdentities)
        {
            if (identity.NodeName.Length == 0)
            {
                throw Invalid("Node identity is missing the node name field on this token");
            }

            if (identity.Datacenter.Length == 0)
            {
                throw Invalid("Node identity is missing the datacenter field on this token");
            }

            if (!IsIdentityName(identity.NodeName))
            {
                throw Invalid("Node identity has an invalid name. Only lowercase alphanumeric characters, '-' and '_' are allowed");
            }
        }

        return [.. draft.NodeIdentities.Distinct()];
    }

    private static string FindById(AclTable table, string id) => AclUuid.IndexFaultOf(id) is { } fault
        ? throw Invalid($"Error looking up policy for ID: {GoQuote.Quote(id)}: failed acl policy lookup: {fault}")
        : table.FindPolicy(id)?.Id ?? throw Invalid($"No such ACL policy with ID {GoQuote.Quote(id)}");

    private static bool IsIdentityName(string name) =>
        name.Length is > 0 and <= MaxIdentityName
        && IsLowerOrDigit(name[0])
        && IsLowerOrDigit(name[^1])
        && name.All(static c => IsLowerOrDigit(c) || c is '-' or '_');

    private static bool IsLowerOrDigit(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c);

    private static RefusalException Invalid(string text) => new(RefusalKind.Invalid, text);
}
