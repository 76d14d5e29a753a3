using System.Collections.Immutable;
using PeeringServer.Core.Peerings;
using PeeringServer.Core.State;

namespace PeeringServer.Core.Tests.Peerings;

public sealed class PeeringStoreTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly ClusterState _state = new();
    private readonly PeeringStore _store;

    public PeeringStoreTests() => _store = new PeeringStore(_state);

    [Fact]
    public void Put_NewWithoutState_IsPending() => _store.Put(Acceptor("a")).State.Should().Be(PeeringState.Pending);

    [Fact]
    public void Put_Again_KeepsCreateIndexAndMovesModifyIndex()
    {
        var first = _store.Put(Acceptor("a"));
        var second = _store.Put(first);

        second.CreateIndex.Should().Be(first.CreateIndex);
        second.ModifyIndex.Should().BeGreaterThan(first.ModifyIndex);
    }

    [Fact]
    public void Put_WithoutStateAndRemote_KeepsBoth()
    {
        var first = _store.Put(Dialer("a") with { State = PeeringState.Establishing, Remote = new RemoteInfo { Datacenter = "dc9" } });

        var second = _store.Put(Dialer("a") with { Id = first.Id });

        second.State.Should().Be(PeeringState.Establishing);
        second.Remote.Datacenter.Should().Be("dc9");
    }

    [Fact]
    public void Put_UnderATakenName_IsRefused()
    {
        var first = _store.Put(Acceptor("a"));

        Refused(() => _store.Put(Acceptor("a"))).Should().Be($"A peering already exists with the name \"a\" and a different ID \"{first.Id}\"");
    }

    [Fact]
    public void PutEstablishmentSecret_WhileThePeeringEnds_BringsNothingBack()
    {
        for (var round = 0; round < 300; round++)
        {
            var peering = _store.Put(Acceptor($"p{round}"));

            Parallel.Invoke(() => _store.PutEstablishmentSecret(Acceptor(peering.Name), "secret"), () => _store.Terminate(peering.Id));

            _state.Current.Peerings.FindById(peering.Id)!.State.Should().Be(PeeringState.Terminated);
        }
    }

    [Fact]
    public void PutEstablishmentSecret_KeepsWhatWasWrittenMeanwhile()
    {
        var first = _store.PutEstablishmentSecret(Acceptor("a"), "one");
        var changed = _store.Update(first.Id, static peering => peering with { State = PeeringState.Failing })!;

        var second = _store.PutEstablishmentSecret(Acceptor("a"), "two");

        second.Should().BeEquivalentTo(changed with { ModifyIndex = second.ModifyIndex });
        second.ModifyIndex.Should().BeGreaterThan(changed.ModifyIndex);
        _state.Current.Peerings.SecretsOf(first.Id).Establishment.Should().Be("two");
    }

    [Fact]
    public void Put_InAnotherRole_IsRefused()
    {
        var first = _store.Put(Acceptor("a"));

        Refused(() => _store.Put(Dialer("a") with { Id = first.Id })).Should().Be("Cannot switch peering dialing mode from false to true");
    }

    [Fact]
    public void Put_OnOneMarkedForDeletion_IsRefused()
    {
        var first = _store.Put(Acceptor("a"));
        _store.MarkForDeletion("a", Now);

        Refused(() => _store.Put(first)).Should().Be("cannot write to peering that is marked for deletion");
    }

    [Fact]
    public void Put_NewOneAsDeleted_IsRefused() =>
        Refused(() => _store.Put(Acceptor("a") with { State = PeeringState.Deleting })).Should().Be("cannot create a new peering marked for deletion");

    [Fact]
    public void MarkForDeletion_KeepsOnlyWhatTheTeardownNeeds()
    {
        var first = _store.Put(Dialer("a") with { Meta = PeeringMeta.Empty.Add("k", "v"), PeerCaPems = ["pem"], Remote = new RemoteInfo { Datacenter = "dc2" } }, static secrets => secrets with { ActiveStream = "s" });

        var marked = _store.MarkForDeletion("A", Now)!;

        marked.Should().BeEquivalentTo(new Peering
        {
            Id = first.Id,
            Name = "a",
            State = PeeringState.Deleting,
            DeletedAt = Now,
            PeerServerAddresses = first.PeerServerAddresses,
            Remote = first.Remote,
            CreateIndex = first.CreateIndex,
            ModifyIndex = first.ModifyIndex + 1,
        });
        _state.Current.Peerings.SecretsOf(first.Id).Should().Be(PeeringSecrets.None);
    }

    [Fact]
    public void MarkForDeletion_Twice_ChangesNothing()
    {
        _store.Put(Acceptor("a"));
        _store.MarkForDeletion("a", Now);
        var before = _state.Current;

        _store.MarkForDeletion("a", Now.AddDays(1));

        _state.Current.Should().BeSameAs(before);
    }

    [Fact]
    public void Terminate_OneMarkedForDeletion_ChangesNothing()
    {
        var first = _store.Put(Acceptor("a"));
        _store.MarkForDeletion("a", Now);
        var before = _state.Current;

        _store.Terminate(first.Id);

        _state.Current.Should().BeSameAs(before);
    }

    [Fact]
    public void Remove_OneThatIsLive_IsRefused()
    {
        var first = _store.Put(Acceptor("a"));

        Refused(() => _store.Remove(first.Id)).Should().Be("cannot delete a peering without first marking for deletion");
    }

    [Fact]
    public void Refusals_LeaveTheStateAsItWas()
    {
        var first = _store.Put(Acceptor("a"));
        var before = _state.Current;

        Refused(() => _store.Put(Acceptor("a")));
        Refused(() => _store.Put(Dialer("a") with { Id = first.Id }));
        Refused(() => _store.Remove(first.Id));

        _state.Current.Should().BeSameAs(before);
    }

    [Fact]
    public void ChangeSecrets_DoesNotMoveThePeeringsIndex()
    {
        var first = _store.Put(Acceptor("a"));

        _store.ChangeSecrets(first.Id, static secrets => secrets with { ActiveStream = "s" });

        _state.Current.Peerings.Find("a")!.ModifyIndex.Should().Be(first.ModifyIndex);
        _state.Current.Peerings.Index.Should().Be(first.ModifyIndex);
    }

    private static string Refused(Action write) => write.Should().Throw<RefusalException>().Which.Message;

    private static Peering Acceptor(string name) => new() { Id = Guid.NewGuid().ToString(), Name = name };

    private static Peering Dialer(string name) => Acceptor(name) with { PeerId = "remote", PeerServerAddresses = ImmutableArray.Create("127.0.0.1:8503") };
}
