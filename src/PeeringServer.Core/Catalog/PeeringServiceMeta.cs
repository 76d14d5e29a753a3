namespace PeeringServer.Core.Catalog;

/// <summary>What the exporting cluster says of an instance: how to name it in TLS, and what it is to prove.</summary>
internal sealed record PeeringServiceMeta(ValueList<string> Sni, ValueList<string> SpiffeId, string Protocol);
