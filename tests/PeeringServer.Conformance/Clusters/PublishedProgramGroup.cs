namespace PeeringServer.Conformance.Clusters;

/// <summary>The tests that share one published program; they run one after the other and beside no others, as clients give a server little time to start.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class PublishedProgramGroup : ICollectionFixture<PublishedProgram>
{
    public const string Name = "published program";
}
