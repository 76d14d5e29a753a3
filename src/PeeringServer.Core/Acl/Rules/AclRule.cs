namespace PeeringServer.Core.Acl.Rules;

/// <summary>A rule about one item, or about all items whose names start alike.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Name">Name of the item, or the start of names.</param>
/// <param name="Level">How far it goes, as it was written.</param>
/// <param name="Intentions">How far it goes for intentions, as it was written; empty where it says nothing of them.</param>
internal sealed record AclRule(AclRuleKind Kind, string Name, string Level, string Intentions)
{
    /// <summary>For intentions, a rule that says nothing of them lets read who may read or write the service.</summary>
    public string IntentionLevel => Intentions.Length > 0 ? Intentions : Level is AclLevels.Read or AclLevels.Write ? AclLevels.Read : AclLevels.Deny;
}
