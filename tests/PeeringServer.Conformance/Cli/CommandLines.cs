namespace PeeringServer.Conformance.Cli;

/// <summary>The groups of command lines that are replayed in this process. A group joins by a line here and a file among the recordings.</summary>
public static class CommandLines
{
    public sealed class Acl : CliGroupTests;

    public sealed class Address : CliGroupTests;

    public sealed class Answers : CliGroupTests;

    public sealed class Delete : CliGroupTests;

    public sealed class Establish : CliGroupTests;

    public sealed class ExportedServices : CliGroupTests;

    public sealed class FlagParsing : CliGroupTests;

    public sealed class GenerateToken : CliGroupTests;

    public sealed class List : CliGroupTests;

    public sealed class PeeringDisabled : CliGroupTests;

    public sealed class Read : CliGroupTests;

    public sealed class Requests : CliGroupTests;

    public sealed class Tls : CliGroupTests;

    public sealed class TlsVerifyIncoming : CliGroupTests;

    public sealed class TopLevel : CliGroupTests;

    public sealed class UnixSocket : CliGroupTests;
}
