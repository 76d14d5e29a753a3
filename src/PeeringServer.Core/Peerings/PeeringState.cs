namespace PeeringServer.Core.Peerings;

/// <summary>State of a peering. <see cref="Active"/> and <see cref="Failing"/> are never stored: they are worked out at reading, from the stream.</summary>
public enum PeeringState
{
    /// <summary>Not known.</summary>
    Undefined,

    /// <summary>A token was generated, or the dialer has not exchanged its secret yet.</summary>
    Pending,

    /// <summary>The dialer has exchanged its secret; no stream has been up yet.</summary>
    Establishing,

    /// <summary>The stream is up.</summary>
    Active,

    /// <summary>The stream ended by an error.</summary>
    Failing,

    /// <summary>Marked for deletion; what hangs on it is being torn down.</summary>
    Deleting,

    /// <summary>The other side deleted it.</summary>
    Terminated,
}
