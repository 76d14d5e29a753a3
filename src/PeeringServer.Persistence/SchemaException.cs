namespace PeeringServer.Persistence;

/// <summary>A database that this program does not read.</summary>
internal sealed class SchemaException : Exception
{
    private SchemaException(string message, bool isNewer)
        : base(message) => IsNewer = isNewer;

    /// <summary>Whether a newer version of this program wrote it; another program did otherwise.</summary>
    public bool IsNewer { get; }

    /// <exception cref="SchemaException">The file is another program's, or a newer version's.</exception>
    public static void ThrowIfForeign(long version, long applicationId, bool isEmpty)
    {
        if (isEmpty && version == 0 && applicationId == 0)
        {
            return;
        }

        if (applicationId != StateSchema.ApplicationId || version <= 0)
        {
            throw new SchemaException("it is another program's database", isNewer: false);
        }

        if (version > StateSchema.Current)
        {
            throw new SchemaException(FormattableString.Invariant($"it has schema version {version}, this program knows versions up to {StateSchema.Current}"), isNewer: true);
        }
    }
}
