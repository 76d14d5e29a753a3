using PeeringServer.Core.GoJson;

namespace PeeringServer.Http.Wire;

/// <summary>Answers about config entries, as the Go types that a client decodes them into.</summary>
internal static class ConfigAnswerTypes
{
    public const string Kind = "Kind";
    public const string Name = "Name";
    public const string Hash = "Hash";

    /// <summary>As much of a list of entries as is looked at.</summary>
    public static readonly GoType Entries = GoType.Slice(GoType.Struct("api.ConfigEntry", new GoField(Name, GoType.String)));
}
