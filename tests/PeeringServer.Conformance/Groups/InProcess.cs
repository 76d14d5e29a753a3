namespace PeeringServer.Conformance.Groups;

/// <summary>The groups that are replayed on clusters in this process. A group joins by a line here and a file among the recordings.</summary>
public static class InProcess
{
    public sealed class AclBasics(GroupReplay replay) : RecordedGroupTests(replay);

    public sealed class AclBootstrap(GroupReplay replay) : RecordedGroupTests(replay);

    public sealed class AclDisabled(GroupReplay replay) : RecordedGroupTests(replay);

    public sealed class AclEndpoints(GroupReplay replay) : RecordedGroupTests(replay);

    public sealed class AclPeeringLife(GroupReplay replay) : RecordedGroupTests(replay);

    public sealed class AclPolicies(GroupReplay replay) : RecordedGroupTests(replay);

    public sealed class AgentServices(GroupReplay replay) : RecordedGroupTests(replay);

    public sealed class Blocking(GroupReplay replay) : RecordedGroupTests(replay);

    public sealed class BlockingParameters(GroupReplay replay) : RecordedGroupTests(replay);

    public sealed class Catalog(GroupReplay replay) : RecordedGroupTests(replay);

    public sealed class ConfigEntries(GroupReplay replay) : RecordedGroupTests(replay);

    public sealed class ConnectDisabled(GroupReplay replay) : RecordedGroupTests(replay);

    public sealed class Consistency(GroupReplay replay) : RecordedGroupTests(replay);

    public sealed class Delete(GroupReplay replay) : RecordedGroupTests(replay);

    public sealed class DevMode(GroupReplay replay) : RecordedGroupTests(replay);

    public sealed class EstablishBadTokens(GroupReplay replay) : RecordedGroupTests(replay);

    public sealed class EstablishOverAcceptor(GroupReplay replay) : RecordedGroupTests(replay);

    public sealed class EstablishSameCluster(GroupReplay replay) : RecordedGroupTests(replay);

    public sealed class EstablishUnreachable(GroupReplay replay) : RecordedGroupTests(replay);

    public sealed class ExportedServices(GroupReplay replay) : RecordedGroupTests(replay);

    public sealed class HttpHeaders(GroupReplay replay) : RecordedGroupTests(replay);

    public sealed class HttpMethods(GroupReplay replay) : RecordedGroupTests(replay);

    public sealed class HttpPaths(GroupReplay replay) : RecordedGroupTests(replay);

    public sealed class Kv(GroupReplay replay) : RecordedGroupTests(replay);

    public sealed class Lifecycle(GroupReplay replay) : RecordedGroupTests(replay);

    public sealed class NoGrpcTls(GroupReplay replay) : RecordedGroupTests(replay);

    public sealed class PeeringDisabled(GroupReplay replay) : RecordedGroupTests(replay);

    public sealed class Probes(GroupReplay replay) : RecordedGroupTests(replay);

    public sealed class ProbesDev(GroupReplay replay) : RecordedGroupTests(replay);

    public sealed class ReadAndList(GroupReplay replay) : RecordedGroupTests(replay);

    public sealed class ResponseHeaders(GroupReplay replay) : RecordedGroupTests(replay);

    public sealed class Sessions(GroupReplay replay) : RecordedGroupTests(replay);

    public sealed class TokenBadBodies(GroupReplay replay) : RecordedGroupTests(replay);

    public sealed class TokenGenerate(GroupReplay replay) : RecordedGroupTests(replay);

    public sealed class TokenMetaLimits(GroupReplay replay) : RecordedGroupTests(replay);
}
