namespace PeeringServer.Core.Acl;

/// <summary>How many of a divided resource's items a permission is about.</summary>
internal enum AclScope
{
    /// <summary>The one that is named.</summary>
    Named,

    /// <summary>Any one, whichever.</summary>
    Any,

    /// <summary>Every one.</summary>
    All,
}
