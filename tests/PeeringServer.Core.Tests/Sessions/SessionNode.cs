using PeeringServer.Core.Catalog;
using PeeringServer.Core.State;

namespace PeeringServer.Core.Tests.Sessions;

/// <summary>The node <c>n1</c>, which is well.</summary>
internal static class SessionNode
{
    public static void Register(ClusterState state) => state.Write(transaction =>
    {
        var edit = new CatalogEdit(transaction);
        edit.Put(new CatalogNode { Name = "n1", Address = "127.0.0.1" });
        edit.Put(Health(CheckStatus.Passing));
    });

    public static CatalogCheck Health(string status) => new() { Node = "n1", Id = OwnRegistration.SerfCheckId, Status = status };
}
