namespace PeeringServer.Core.Acl;

/// <summary>How far a rule lets a caller go.</summary>
internal enum AclAccess
{
    /// <summary>Not at all.</summary>
    Deny,

    /// <summary>Read what is named.</summary>
    Read,

    /// <summary>List keys; reads too.</summary>
    List,

    /// <summary>Everything.</summary>
    Write,
}
