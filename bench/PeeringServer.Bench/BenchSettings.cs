namespace PeeringServer.Bench;

/// <summary>How much is measured.</summary>
internal sealed record BenchSettings
{
    /// <summary>Connections that a load keeps busy.</summary>
    public int Connections { get; init; } = 32;

    /// <summary>Load on each program before it is measured, so that its code is compiled as it will be.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Length of one slice of load; the two programs take turns.</summary>
    public TimeSpan Slice { get; init; } = TimeSpan.FromMilliseconds(700);

    /// <summary>Slices for each program.</summary>
    public int Slices { get; init; } = 8;

    /// <summary>Requests at the most in one slice.</summary>
    public int RequestsPerSlice { get; init; } = 100_000;

    /// <summary>Starts of each program.</summary>
    public int Starts { get; init; } = 15;

    /// <summary>Runs of each client command.</summary>
    public int Commands { get; init; } = 15;

    /// <summary>From the first answer until memory is read.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Blocking queries held at a time.</summary>
    public int HeldQueries { get; init; } = 5_000;

    /// <summary>Times that ten queries are held and woken before that.</summary>
    public int Rehearsals { get; init; } = 40;

    /// <summary>Peerings between two processes.</summary>
    public int Peerings { get; init; } = 200;

    /// <summary>How long they are left alone before that: what was busy in making them is compiled for some time after.</summary>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long their heartbeats are watched.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Clusters in one process, peered in pairs.</summary>
    public int Clusters { get; init; } = 1_000;

    /// <summary>Services that one server exports to another, ten instances each.</summary>
    public int Services { get; init; } = 1_000;

    /// <summary>How long their instances change.</summary>
    public TimeSpan Changes { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Peerings in the folder of a start with much stored.</summary>
    public int StoredPeerings { get; init; } = 10_000;

    /// <summary>Starts with a folder, of which the median counts.</summary>
    public int KeptStarts { get; init; } = 7;

    /// <summary>As little as shows that everything works.</summary>
    public static BenchSettings Quick { get; } = new()
    {
        WarmUp = TimeSpan.FromMilliseconds(200),
        Slice = TimeSpan.FromMilliseconds(100),
        Slices = 2,
        RequestsPerSlice = 1_000,
        Starts = 2,
        Commands = 2,
        Settle = TimeSpan.FromMilliseconds(100),
        HeldQueries = 200,
        Rehearsals = 2,
        Peerings = 5,
        Quiet = TimeSpan.FromSeconds(1),
        Idle = TimeSpan.FromSeconds(1),
        Clusters = 10,
        Services = 20,
        Changes = TimeSpan.FromSeconds(1),
        StoredPeerings = 200,
        KeptStarts = 1,
    };
}
