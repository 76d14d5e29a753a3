using System.Text;
using PeeringServer.Core.GoJson;
using PeeringServer.Http.Wire;

namespace PeeringServer.CommandLine.Peering;

/// <summary>A peering for people to read.</summary>
internal static class PeeringText
{
    private const int NarrowLabel = 14;
    private const int WideLabel = 23;
    private const int TimeLabel = 19;
    private const string Indent = "    ";

    /// <summary>The text; it ends in an empty line.</summary>
    public static string Of(GoObject peering)
    {
        var text = new StringBuilder();
        AppendIdentity(text, peering);
        text.Append('\n');
        AppendPeer(text, peering);
        text.Append('\n');
        AppendStream(text, peering.GetObject(PeeringAnswerTypes.StreamStatus)!);
        return text
            .Append("Create Index: ").Append(peering.GetUInt64(PeeringAnswerTypes.CreateIndex)).Append('\n')
            .Append("Modify Index: ").Append(peering.GetUInt64(PeeringAnswerTypes.ModifyIndex)).Append('\n')
            .ToString();
    }

    private static void AppendIdentity(StringBuilder text, GoObject peering)
    {
        AppendLine(text, NarrowLabel, "Name:", peering.GetString(PeeringAnswerTypes.Name));
        AppendLine(text, NarrowLabel, "ID:", peering.GetString(PeeringAnswerTypes.Id));
        if (peering.GetString(PeeringAnswerTypes.Partition) is { Length: > 0 } partition)
        {
            AppendLine(text, NarrowLabel, "Partition:", partition);
        }

        if (peering[PeeringAnswerTypes.DeletedAt] is GoTimestamp deleted)
        {
            AppendLine(text, NarrowLabel, "DeletedAt:", deleted.ToRfc3339());
        }

        AppendLine(text, NarrowLabel, "State:", peering.GetString(PeeringAnswerTypes.State));
        if (peering.GetStringMap(PeeringAnswerTypes.Meta) is { Count: > 0 } meta)
        {
            text.Append("Meta:\n");
            foreach (var (key, value) in meta)
            {
                text.Append(Indent).Append(key).Append('=').Append(value).Append('\n');
            }
        }
    }

    private static void AppendPeer(StringBuilder text, GoObject peering)
    {
        AppendLine(text, WideLabel, "Peer ID:", peering.GetString(PeeringAnswerTypes.PeerId));
        AppendLine(text, WideLabel, "Peer Server Name:", peering.GetString(PeeringAnswerTypes.PeerServerName));
        AppendLine(text, WideLabel, "Peer CA Pems:", $"{peering.GetList(PeeringAnswerTypes.PeerCaPems)?.Count ?? 0}");
        if (peering.GetStrings(PeeringAnswerTypes.PeerServerAddresses) is { Length: > 0 } addresses)
        {
            // All on one line, which runs into what follows: so consul has it.
            text.Append("Peer Server Addresses:\n");
            foreach (var address in addresses)
            {
                text.Append(Indent).Append(address);
            }
        }
    }

    private static void AppendStream(StringBuilder text, GoObject stream)
    {
        text.Append("Imported Services: ").Append(stream.GetList(PeeringAnswerTypes.ImportedServices)?.Count ?? 0).Append('\n');
        text.Append("Exported Services: ").Append(stream.GetList(PeeringAnswerTypes.ExportedServices)?.Count ?? 0).Append("\n\n");
        AppendLine(text, TimeLabel, "Last Heartbeat:", Time(stream, PeeringAnswerTypes.LastHeartbeat));
        AppendLine(text, TimeLabel, "Last Send:", Time(stream, PeeringAnswerTypes.LastSend));
        AppendLine(text, TimeLabel, "Last Receive:", Time(stream, PeeringAnswerTypes.LastReceive));
        text.Append('\n');
    }

    private static string Time(GoObject stream, string field) => stream[field]?.ToString() ?? "<nil>";

    private static void AppendLine(StringBuilder text, int width, string label, string value) => text.Append(label.PadRight(width)).Append(value).Append('\n');
}
