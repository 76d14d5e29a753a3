namespace PeeringServer.Core.Acl.Tokens;

/// <summary>
/// Looks secrets up without telling by the time it takes how much of one was guessed: they are told apart by a hash whose key is the
/// process's own, and only those that agree in it are compared, over their whole length.
/// </summary>
internal sealed class AclSecretComparer : IEqualityComparer<string>
{
    public static readonly AclSecretComparer Instance = new();

    private AclSecretComparer()
    {
    }

    /// <summary>Takes as long for texts that differ as for texts that agree. The framework's own method for that is slower than all the rest of a request's access control.</summary>
    public bool Equals(string? x, string? y)
    {
        if (x is null || y is null || x.Length != y.Length)
        {
            return ReferenceEquals(x, y);
        }

        var difference = 0;
        for (var i = 0; i < x.Length; i++)
        {
            difference |= x[i] ^ y[i];
        }

        return difference == 0;
    }

    public int GetHashCode(string obj) => obj.GetHashCode(StringComparison.Ordinal);
}
