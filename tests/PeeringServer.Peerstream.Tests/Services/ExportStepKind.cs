namespace PeeringServer.Peerstream.Tests.Services;

/// <summary>What can be done to an exporter and its line.</summary>
public enum ExportStepKind
{
    Register,
    DeregisterInstance,
    DeregisterNode,
    CheckInstance,
    CheckNode,
    UncheckNode,
    Export,
    ExportNothing,
    Cut,
    Mend,
}
