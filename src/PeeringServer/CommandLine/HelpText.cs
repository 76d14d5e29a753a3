using System.CommandLine;
using PeeringServer.CommandLine.Flags;

namespace PeeringServer.CommandLine;

/// <summary>Prints help in the shapes consul's has, which scripts pick flags and commands out of.</summary>
internal static class HelpText
{
    private const int Width = 80;

    /// <summary>The list of all commands.</summary>
    public static void WriteCommands(TextWriter writer, Command root)
    {
        writer.WriteLine($"Usage: {root.Name} [--version] [--help] <command> [<args>]\n\nAvailable commands are:");
        WriteList(writer, root);
        writer.WriteLine();
    }

    /// <summary>The help of one command or group.</summary>
    public static void Write(TextWriter writer, Command command)
    {
        switch (command)
        {
            case CommandGroup group:
                writer.WriteLine($"{group.Usage.TrimEnd()}\n\nSubcommands:");
                WriteList(writer, group);
                break;
            case ConsulCommand leaf:
                WriteLeaf(writer, leaf);
                break;
            default:
                WriteCommands(writer, command);
                break;
        }
    }

    /// <summary>What follows a bad flag: every flag with its default, as Go's flag package prints them.</summary>
    public static void WriteFlagList(TextWriter writer, ConsulCommand command)
    {
        writer.WriteLine("Usage:");
        foreach (var flag in Sorted(command.Flags))
        {
            var placeholder = flag.IsSwitch ? "" : $" {flag.Placeholder}";
            var byDefault = flag.DefaultText is { Length: > 0 } text ? $" (default \"{text}\")" : "";
            writer.WriteLine($"  -{flag.FlagName}{placeholder}\n    \t{flag.Description}{byDefault}");
        }
    }

    private static void WriteLeaf(TextWriter writer, ConsulCommand command)
    {
        writer.WriteLine(command.Usage.TrimEnd());
        foreach (var section in command.Flags.GroupBy(f => f.Section))
        {
            writer.WriteLine($"\n{section.Key}\n");
            foreach (var flag in Sorted(section))
            {
                writer.WriteLine(flag.IsSwitch ? $"  -{flag.FlagName}" : $"  -{flag.FlagName}=<{flag.Placeholder}>");
                WriteWrapped(writer, flag.Description ?? "");
                writer.WriteLine();
            }
        }
    }

    private static void WriteList(TextWriter writer, Command parent)
    {
        // Hidden are commands that consul has not, where scripts compare the list; the group's own text tells of them.
        var shown = parent.Subcommands.Where(static c => !c.Hidden).OrderBy(static c => c.Name, StringComparer.Ordinal).ToList();
        var width = shown.Max(static c => c.Name.Length);
        foreach (var command in shown)
        {
            writer.WriteLine($"    {command.Name.PadRight(width)}    {command.Description}");
        }
    }

    private static void WriteWrapped(TextWriter writer, string text)
    {
        const string indent = "     ";
        var line = indent;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length + word.Length > Width && line.Length > indent.Length)
            {
                writer.WriteLine(line.TrimEnd());
                line = indent;
            }

            line += word + " ";
        }

        writer.WriteLine(line.TrimEnd());
    }

    private static IOrderedEnumerable<GoFlag> Sorted(IEnumerable<GoFlag> flags) => flags.OrderBy(f => f.FlagName, StringComparer.Ordinal);
}
