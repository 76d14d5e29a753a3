namespace PeeringServer.Core;

/// <summary>Sorts of refusals, named after what is wrong rather than after a status code.</summary>
public enum RefusalKind
{
    /// <summary>The request says something that cannot be taken: a bad name, bad metadata, a bad token.</summary>
    Invalid,

    /// <summary>The caller may not do this, or the remote cluster says so.</summary>
    Denied,

    /// <summary>What is asked for does not exist.</summary>
    NotFound,

    /// <summary>The request contradicts what is stored: a role, a name, another cluster's token.</summary>
    Conflict,

    /// <summary>The remote cluster cannot be reached.</summary>
    Unavailable,

    /// <summary>The remote cluster asks to come back later.</summary>
    Exhausted,

    /// <summary>Switched off by configuration.</summary>
    Disabled,

    /// <summary>What is written cannot be kept: the disk is full, or fails.</summary>
    NotKept,
}
