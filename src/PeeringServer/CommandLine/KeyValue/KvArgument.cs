using PeeringServer.CommandLine.Flags;

namespace PeeringServer.CommandLine.KeyValue;

/// <summary>The one key or prefix that a command is about.</summary>
internal static class KvArgument
{
    public const string Missing = "Error! Missing KEY argument";

    /// <summary>The key; the slash that people put first is no part of it.</summary>
    public static string Key(GoFlagValues values) => values.Rest.Count == 0 ? "" : values.Rest[0] is ['/', .. var key] ? key : values.Rest[0];
}
