namespace PeeringServer.Core.Peerings;

/// <summary>Checks that several requests share.</summary>
internal static class PeeringRules
{
    /// <exception cref="RefusalException">Peering is switched off.</exception>
    public static void RequireEnabled(ClusterOptions options)
    {
        if (!options.PeeringEnabled)
        {
            throw new RefusalException(RefusalKind.Disabled, PeeringConstants.PeeringDisabled);
        }
    }

    /// <exception cref="RefusalException">There are no admin partitions in the community edition.</exception>
    public static void RequireDefaultPartition(string partition)
    {
        if (partition.Length > 0 && !partition.Equals(PeeringConstants.DefaultPartition, StringComparison.OrdinalIgnoreCase))
        {
            throw new RefusalException(RefusalKind.Invalid, PeeringConstants.PartitionsUnsupported);
        }
    }

    /// <exception cref="RefusalException">The name is taken by a peering in the other role.</exception>
    public static void RequireRole(Peering? existing, bool isDialer)
    {
        if (existing is { IsDeleting: false } && existing.IsDialer != isDialer)
        {
            var conflict = existing.IsDialer ? "there is already an established peering" : "there is an existing peering expecting to be dialed";
            throw new RefusalException(RefusalKind.Conflict, $"cannot create peering with name: \"{existing.Name}\"; {conflict}");
        }
    }
}
