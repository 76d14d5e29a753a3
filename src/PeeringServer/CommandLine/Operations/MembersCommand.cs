using PeeringServer.CommandLine.Client;
using PeeringServer.CommandLine.Flags;
using PeeringServer.Core.GoJson;
using PeeringServer.Core.GoText;
using PeeringServer.Http.Wire;

namespace PeeringServer.CommandLine.Operations;

/// <summary><c>members</c>: prints a table of the cluster's members.</summary>
internal sealed class MembersCommand : ClientCommand
{
    private const string AnyStatus = ".*";
    private const string AllSegments = "_all";

    // In the order of the numbers that agents send.
    private static readonly string[] Statuses = ["none", "alive", "leaving", "left", "failed"];

    private readonly GoFlag _detailed = GoFlag.Switch("detailed", "Shows every member's tags.");
    private readonly GoFlag _filter = new("filter", "Shows only members that this expression accepts.", "string");
    private readonly GoFlag _segment = new("segment", "Shows only members of this network segment; Enterprise agents only.", "string") { DefaultText = AllSegments };
    private readonly GoFlag _status = new("status", "Shows only members whose status matches this regular expression.", "string") { DefaultText = AnyStatus };
    private readonly GoFlag _wan = GoFlag.Switch("wan", "Shows the members that other datacenters see.");

    public MembersCommand(ClientEnvironment environment)
        : base("members", "Lists the members of a Consul cluster", environment, hasPartition: true)
    {
        Add(_detailed);
        Add(_filter);
        Add(_segment);
        Add(_status);
        Add(_wan);
    }

    /// <inheritdoc/>
    public override string Usage => """
        Usage: consul members [options]

          Prints the members of the cluster that an agent knows of.
        """;

    /// <inheritdoc/>
    protected override string Failure(GoFlagValues values) => "Error retrieving members";

    /// <inheritdoc/>
    protected override int Execute(ClientOptions options, GoFlagValues values, CommandStreams streams)
    {
        if (GoRegex.Parse(values.Last(_status)!, out var fault) is not { } pattern)
        {
            streams.Error.WriteLine($"Failed to compile status regexp: {fault}");
            return ExitCodes.Failure;
        }

        var all = new AgentApiClient(options, Time).Members(values.IsOn(_wan), values.Last(_segment)!, values.Last(_filter) ?? "");
        var members = all.Where(m => pattern.IsMatch(StatusOf(m))).OrderBy(static m => m.GetString(AgentAnswerTypes.Name), GoStringComparer.Instance).ToList();
        if (members.Count == 0)
        {
            return ExitCodes.NotFound;
        }

        streams.Output.WriteLine(values.IsOn(_detailed)
            ? Columns.Format([["Node", "Address", "Status", "Tags"], .. members.Select(Detailed)])
            : Columns.Format([["Node", "Address", "Status", "Type", "Build", "Protocol", "DC", "Partition", "Segment"], .. members.Select(Brief)]));
        return ExitCodes.Success;
    }

    private static string[] Brief(GoObject member)
    {
        var tags = member.GetStringMap(AgentAnswerTypes.Tags) ?? [];
        var isServer = Tag(AgentAnswerTypes.RoleTag) == AgentAnswerTypes.ServerRole;
        return
        [
            member.GetString(AgentAnswerTypes.Name),
            AddressOf(member),
            StatusOf(member),
            isServer ? "server" : Tag(AgentAnswerTypes.RoleTag) == AgentAnswerTypes.ClientRole ? "client" : "unknown",
            Tag(AgentAnswerTypes.BuildTag).Split(':')[0] is { Length: > 0 } build ? build : "< 0.3",
            Tag(AgentAnswerTypes.ProtocolTag),
            Tag(AgentAnswerTypes.DatacenterTag),
            Tag(AgentAnswerTypes.PartitionTag) is { Length: > 0 } partition ? partition : "default",
            isServer ? "<all>" : Tag(AgentAnswerTypes.SegmentTag) is { Length: > 0 } segment ? segment : "<default>",
        ];

        string Tag(string name) => tags.GetValueOrDefault(name) ?? "";
    }

    private static string[] Detailed(GoObject member) =>
    [
        member.GetString(AgentAnswerTypes.Name),
        AddressOf(member),
        StatusOf(member),
        string.Join(',', (member.GetStringMap(AgentAnswerTypes.Tags) ?? []).OrderBy(static t => t.Key, GoStringComparer.Instance).Select(static t => $"{t.Key}={t.Value}")),
    ];

    private static string AddressOf(GoObject member)
    {
        var address = member.GetString(AgentAnswerTypes.Address);
        return $"{(address.Contains(':', StringComparison.Ordinal) ? $"[{address}]" : address)}:{member.GetUInt64(AgentAnswerTypes.Port)}";
    }

    private static string StatusOf(GoObject member) =>
        member.GetInt64(AgentAnswerTypes.Status) is var status && status >= 0 && status < Statuses.Length ? Statuses[status] : "unknown";
}
