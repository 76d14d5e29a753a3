namespace PeeringServer.Core.Sessions;

/// <summary>What becomes of the keys that a session has locked when it ends.</summary>
internal enum SessionBehavior
{
    /// <summary>They are unlocked.</summary>
    Release,

    /// <summary>They are deleted.</summary>
    Delete,
}
